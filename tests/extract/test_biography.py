"""Biographies as facts: degrees, posts, awards and service, in the sentence shapes that people use."""

import textwrap

import pytest

from kg.extract.biography import biography
from kg.rules import without

# sentence: [(type, institution, field, date, topic)]
DEGREES = {
    "He earned his PhD from the University of Potsdam, with research on filtering. He moved on.": [
        ("PhD", "University of Potsdam", None, None, "filtering")
    ],
    "She received her Ph.D. in Electrical Engineering from Columbia University in October 2018 and her B.Eng. in "
    "Computer Engineering from Tsinghua University in July 2011.": [
        ("Ph.D.", "Columbia University", "Electrical Engineering", "2018-10", None),
        ("B.Eng.", "Tsinghua University", "Computer Engineering", "2011-07", None),
    ],
    "He received his Ph.D from Columbia University in Physics in Oct. 2018. He received his B.Eng. from Tsinghua "
    "University in Jul. 2011, and a M.Sc.from the Johns Hopkins University in Dec. 2012, both in Chemistry.": [
        ("Ph.D", "Columbia University", "Physics", "2018-10", None),
        ("B.Eng.", "Tsinghua University", "Chemistry", "2011-07", None),
        ("M.Sc.", "Johns Hopkins University", "Chemistry", "2012-12", None),
    ],
    "Jo Lu attended the University of Utopia at Nowhere, where she received the Ph.D. degree in physics in 2007.": [
        ("Ph.D.", "University of Utopia at Nowhere", "physics", "2007", None),
    ],
    "Jo Lu attended Duke University, where he received the M.Sc. degree in mathematics and the Ph.D. degree in "
    "physics, both in 2007.": [
        ("M.Sc.", "Duke University", "mathematics", "2007", None),
        ("Ph.D.", "Duke University", "physics", "2007", None),
    ],
    "Dr. Vu obtained the B.S. and Ph.D. degrees in physics from Rice University in 2005 and 2009, respectively.": [
        ("B.S.", "Rice University", "physics", "2005", None),
        ("Ph.D.", "Rice University", "physics", "2009", None),
    ],
    "Earlier, he received BA degrees in Computer Science, Mathematics, and Economics from Vassar College.": [
        ("BA", "Vassar College", "Computer Science, Mathematics, and Economics", None, None)
    ],
    "She received an MPhil and a PhD in Economics from Brown University in 1996 and 2000.": [
        ("MPhil", "Brown University", "Economics", "1996", None),
        ("PhD", "Brown University", "Economics", "2000", None),
    ],
    "He received a BA and an MA from Brown University in 1996.": [
        ("BA", "Brown University", None, "1996", None),
        ("MA", "Brown University", None, "1996", None),
    ],
    "Jo Lind studied at the University of Lagos (BSc 1995) and at Brown University (PhD Physics 2001).": [
        ("BSc", "University of Lagos", None, "1995", None),
        ("PhD", "Brown University", None, "2001", None),
    ],
    "Jo Lind studied at the University of Lagos (BSc 1995) and taught at Brown University.": [
        ("BSc", "University of Lagos", None, "1995", None)
    ],
    "PhD (Stanford, 2010)": [("PhD", "Stanford", None, "2010", None)],
    "They hold a doctorate in mathematics from ETH Zurich and a master's degree from EPFL.": [
        ("doctorate", "ETH Zurich", "mathematics", None, None),
        ("master's degree", "EPFL", None, None, None),
    ],
    "She was awarded her PhD by the University of Bonn in 1999 under the supervision of Jo Hale.": [
        ("PhD", "University of Bonn", None, "1999", None)
    ],
    "After his PhD at Stanford, he moved to Boston, MA.": [("PhD", "Stanford", None, None, None)],
    "Elle a obtenu son doctorat en mathématiques à l'École Polytechnique en 2010.": [
        ("doctorat", "École Polytechnique", "mathématiques", "2010", None)
    ],
    "Sie promovierte 2010 an der TU München in Mathematik.": [
        ("promovierte", "TU München", "Mathematik", "2010", None)
    ],
    "Obtuvo su doctorado en Física por la Universidad de Granada en 2009.": [
        ("doctorado", "Universidad de Granada", "Física", "2009", None)
    ],
    "Uzyskał doktorat z matematyki na Uniwersytecie Warszawskim w 2010 roku.": [
        ("doktorat", "Uniwersytecie Warszawskim", "matematyki", "2010", None)
    ],
    "Он защитил кандидатскую диссертацию в МГУ в 2010 году.": [("кандидатскую диссертацию", "МГУ", None, "2010", None)],
    "Jo Lind completed her PhD at Rice University in 1999 under Ann Vale, who got her PhD from Brown University in 1970.": [
        ("PhD", "Rice University", None, "1999", None)
    ],
    "Jo Lind, who received her PhD from Brown University in 2004, studies graphs.": [
        ("PhD", "Brown University", None, "2004", None)
    ],
    "She is a logician who holds a PhD from Brown University.": [("PhD", "Brown University", None, None, None)],
    "Jo Lind works on graphs. Ann Vale earned her PhD from Brown University.": [],
    "Jo Lind earned a PhD from Brown University and her students Bo and Al hold PhDs from Rice University.": [
        ("PhD", "Brown University", None, None, None)
    ],
    "Jan pisze doktorat na Uniwersytecie Warszawskim.": [],
    "In 2016, he obtained his Ph.D. degree in Physics at EPFL.": [("Ph.D.", "EPFL", "Physics", "2016", None)],
    "He did his M.S. and Ph.D. in Physics from Rice University in 1991 and 1995 respectively, and a B.A. at EPFL.": [
        ("M.S.", "Rice University", "Physics", "1991", None),
        ("Ph.D.", "Rice University", "Physics", "1995", None),
        ("B.A.", "EPFL", None, None, None),
    ],
    "She finished her B.E. in Physics and M.Sc. in Mathematics from Rice University in 2014.": [
        ("B.E.", "Rice University", "Physics", None, None),
        ("M.Sc.", "Rice University", "Mathematics", "2014", None),
    ],
    "Jo holds a Ph.D. and an M.S., both in Chemistry, from Brown University and a B.A. in Logic from Rice University.": [
        ("Ph.D.", "Brown University", "Chemistry", None, None),
        ("M.S.", "Brown University", "Chemistry", None, None),
        ("B.A.", "Rice University", "Logic", None, None),
    ],
    "He received the B.Sc. (with honours) in physics from Rice University in Houston, Texas, in 1999.": [
        ("B.Sc.", "Rice University", "physics", "1999", None)
    ],
    "She received the Master of Technology degree in physics from EPFL and, before coming to Leeds for PhD, worked.": [
        ("Master of Technology", "EPFL", "physics", None, None)
    ],
    "He obtained his PhD from Rice University and since 1991 has been at EPFL. His Ph.D. thesis was on tools in logic.": [
        ("PhD", "Rice University", None, None, None)
    ],
    "Jo received his PhD from Rice University in 2018. After receiving his PhD degree, Jo was a postdoc at EPFL.": [
        ("PhD", "Rice University", None, "2018", None)
    ],
    "She got her M.E. from the Indian Institute of Science (IISc), Bangalore, in 2005.": [
        ("M.E.", "Indian Institute of Science (IISc), Bangalore", None, "2005", None)
    ],
    "Jörg Kahl studierte Mathematik an der TU Dresden, wo er 2001 promovierte.": [
        ("promovierte", "TU Dresden", None, "2001", None)
    ],
    "Ana es doctora en Física, con trabajos sobre la aplicación a la Física Nuclear de la Teoría de la Información.": [
        ("doctora", None, "Física", None, None)
    ],
    "Jo Sui is a second-year PhD student in English at McGill University.": [],
    "She is pursuing a PhD at Brown University and won a Microsoft PhD Fellowship.": [],
}

# sentence: [(role, organization, start, end, current)]
POSITIONS = {
    "Ada Byron is an Assistant Professor in EECS at the University of Michigan. Prior to joining Michigan in 2021, she "
    "was a Moore–Sloan Data Science Fellow at the Center for Data Science, New York University (2018–2020).": [
        ("Assistant Professor", "EECS at the University of Michigan", "2021", None, True),
        ("Moore–Sloan Data Science Fellow", "Center for Data Science, New York University", "2018", "2020", False),
    ],
    "Prior to that, he was a data science fellow at Center for Data Science, New York University, from 2018 to 2020.": [
        ("data science fellow", "Center for Data Science, New York University", "2018", "2020", False)
    ],
    "Jo Hale is an AI Research Scientist at Gridmatic. She subsequently held a postdoctoral position at the University "
    "of Oxford, where she worked on control.": [
        ("AI Research Scientist", "Gridmatic", None, None, True),
        ("postdoctoral position", "University of Oxford", None, None, False),
    ],
    "He is currently Gordon McKay Professor of Electrical Engineering and of Applied Mathematics at Harvard University. "
    "He is also fortunate to have held visiting appointments at Duke University in 2016 and at EPFL in 2019.": [
        (
            "Gordon McKay Professor of Electrical Engineering and of Applied Mathematics",
            "Harvard University",
            None,
            None,
            True,
        ),
        ("visiting appointment", "Duke University", "2016", None, False),
        ("visiting appointment", "EPFL", "2019", None, False),
    ],
    "Jo was a founder of Xerox PARC, won a prize, and is a technical fellow at Microsoft and Adjunct Professor of "
    "Computer Science at MIT.": [
        ("founder", "Xerox PARC", None, None, False),
        ("technical fellow", "Microsoft", None, None, True),
        ("Adjunct Professor of Computer Science", "MIT", None, None, True),
    ],
    "She has been a Lecturer at the University of Leeds since 2019. She joined ETH Zurich as an assistant professor in "
    "2015. From 2010 to 2012 she was a postdoc at MIT.": [
        ("Lecturer", "University of Leeds", "2019", None, True),
        ("assistant professor", "ETH Zurich", "2015", None, False),
        ("postdoc", "MIT", "2010", "2012", False),
    ],
    "Jo Lind is a Reader in Finance at the London School of Economics.": [
        ("Reader in Finance", "London School of Economics", None, None, True)
    ],
    "From 2001 to 2004 she was a research fellow at CNRS, and from 2004 to 2009 a lecturer at Durham University.": [
        ("research fellow", "CNRS", "2001", "2004", False),
        ("lecturer", "Durham University", "2004", "2009", False),
    ],
    "Between 2001 and 2004, Jo Lind was a postdoc at MIT, in 2005 an instructor at EPFL, and since 2006 he has been a "
    "reader at Durham University.": [
        ("postdoc", "MIT", "2001", "2004", False),
        ("instructor", "EPFL", "2005", None, False),
        ("reader", "Durham University", "2006", None, True),
    ],
    "She was a postdoc at MIT, from 2001 to 2004, and a lecturer at EPFL, from 2004 to 2009.": [
        ("postdoc", "MIT", "2001", "2004", False),
        ("lecturer", "EPFL", "2004", "2009", False),
    ],
    "He is a professor at EPFL, and from 2001 to 2004 a postdoc at MIT.": [
        ("professor", "EPFL", None, None, True),
        ("postdoc", "MIT", "2001", "2004", False),
    ],
    "In 2010 he moved to Boston, where he was a postdoc at MIT.": [("postdoc", "MIT", None, None, False)],
    "He works as a data scientist at Google and was advised by Professor Jane Hale.": [
        ("data scientist", "Google", None, None, True)
    ],
    "Eva ist Professorin an der Universität Bonn.": [("Professorin", "Universität Bonn", None, None, True)],
    "Ana es profesora titular en la Universidad de Sevilla desde 2015.": [
        ("profesora titular", "Universidad de Sevilla", "2015", None, True)
    ],
    "Anna jest adiunktem w Instytucie Matematycznym PAN od 2015 roku.": [
        ("adiunktem", "Instytucie Matematycznym PAN", "2015", None, True)
    ],
    "Он работает научным сотрудником в Институте математики с 2012 года.": [
        ("научным сотрудником", "Институте математики", "2012", None, True)
    ],
    "Jo Lind is a lecturer at the University of Leeds. His wife is professor of law at Yale University.": [
        ("lecturer", "University of Leeds", None, None, True)
    ],
    "Her PhD advisor, Ann Vale, is a professor at EPFL. She was a postdoc at MIT while her husband was a lecturer at "
    "Rice University.": [("postdoc", "MIT", None, None, False)],
    "Jo Lind works on graphs with Ann Vale, who is a professor at EPFL. Bo Frost was a lecturer at Rice University.": [],
    "Sa femme est professeur à l'Université de Genève.": [],
    "He is a Fellow of the American Mathematical Society and an associate editor of Biometrika.": [],
    "He is an associate editor with Biometrika.": [],
    "Prior to this, he was a short-term postdoc at the University of Antwerp in Belgium and a visiting fellow at EPFL.": [
        ("short-term postdoc", "University of Antwerp", None, None, False),
        ("visiting fellow", "EPFL", None, None, False),
    ],
    "Jo Lind is the Ada and Bo Vale Assistant Professor at Rice University and a Senior Researcher at Microsoft.": [
        ("Ada and Bo Vale Assistant Professor", "Rice University", None, None, True),
        ("Senior Researcher", "Microsoft", None, None, True),
    ],
    "She spent ten years as a Research Staff Member at Google, a firm known as a lecturer at heart.": [
        ("Research Staff Member", "Google", None, None, False)
    ],
    "He was a postdoctoral researcher at MIT and Boston University from 2008 to 2011.": [
        ("postdoctoral researcher", "MIT", "2008", "2011", False),
        ("postdoctoral researcher", "Boston University", "2008", "2011", False),
    ],
    "She was a Fellow at Rice University, Houston, USA from 2007 to 2008.": [
        ("Fellow", "Rice University", "2007", "2008", False)
    ],
    "Since 2005, he has been with the University of Leeds, UK, where he is currently a Reader.": [
        ("Reader", "University of Leeds", None, None, True)
    ],
    "In 2019, he joined the University of Leeds as a lecturer.": [("lecturer", "University of Leeds", "2019", None, False)],
    "He is the President and CEO of Knots Inc and a chief scientist and faculty member at EPFL.": [
        ("President", "Knots Inc", None, None, True),
        ("CEO", "Knots Inc", None, None, True),
        ("chief scientist", "EPFL", None, None, True),
        ("faculty member", "EPFL", None, None, True),
    ],
    "Jo is a Senior Lecturer in machine learning at the Department of Computing at Imperial College London.": [
        ("Senior Lecturer in machine learning", "Department of Computing at Imperial College London", None, None, True)
    ],
    "He is also affiliated to the Department of Informatics, University of Bergen, as a Professor.": [
        ("Professor", "Department of Informatics, University of Bergen", None, None, True)
    ],
    "Anna Weber ist seit 2015 Professorin für Informatik an der Universität Hamburg.": [
        ("Professorin für Informatik", "Universität Hamburg", "2015", None, True)
    ],
    "Elle a été maître de conférences à l'Université de Nantes de 2004 à 2012.": [
        ("maître de conférences", "Université de Nantes", "2004", "2012", False)
    ],
    "Her research lies in optimization. The professor of tomorrow is a machine.": [],
}

# sentence: [(name, organization, year)]
AWARDS = {
    "Honors include the Best Student Paper Award at SPARS 2015, a Microsoft PhD Fellowship in Machine Learning (2016), "
    "NSF CAREER Award (2022), Amazon Research Award (AWS AI, 2023), and the 1938E Award in Michigan Engineering (2026).": [
        ("Best Student Paper Award", "SPARS", "2015"),
        ("Microsoft PhD Fellowship in Machine Learning", "Microsoft", "2016"),
        ("NSF CAREER Award", "NSF", "2022"),
        ("Amazon Research Award", "AWS AI", "2023"),
        ("1938E Award", "Michigan Engineering", "2026"),
    ],
    "He is the recipient of Best Paper Award at SPARS'15, and best paper awards in NeurIPS Diffusion Workshop in 2023.": [
        ("Best Paper Award", "SPARS", "2015"),
        ("best paper awards", "NeurIPS Diffusion Workshop", "2023"),
    ],
    "Received the NSF CAREER Award in 2022.": [("NSF CAREER Award", "NSF", "2022")],
    "Received Google Research Awards.": [("Google Research Awards", "Google", None)],
    "She won the Turing Award for her contributions to computing.": [("Turing Award", None, None)],
    "She was awarded the Leroy P. Steele Prize by the American Mathematical Society in 2010.": [
        ("Leroy P. Steele Prize", "American Mathematical Society", "2010")
    ],
    "He was elected a Fellow of the American Mathematical Society in 2015.": [
        ("Fellow of the American Mathematical Society", "American Mathematical Society", "2015")
    ],
    "His student paper received the Best Student Paper Award.": [("Best Student Paper Award", None, None)],
    "Her students received the Best Student Paper Award.": [],
    "She received attention for work on award mechanisms; it is a rewarding topic for honors students.": [],
    "He chaired the Best Paper Award committee.": [],
    "He is a Fellow of the IEEE and the Royal Statistical Society.": [
        ("Fellow of the IEEE", "IEEE", None),
        ("Fellow of Royal Statistical Society", "Royal Statistical Society", None),
    ],
    "She was elected as an IEEE Fellow in 2014.": [("IEEE Fellow", "IEEE", "2014")],
    "He was also a Faculty Fellow in the Physics Department at Rice University and received a grant.": [],
    "In 2012, Jo received an INRIA award.": [("INRIA award", None, "2012")],
    "His work has won the SOSP'17 best paper award and the INFOCOM 2006 Best Paper Award.": [
        ("best paper award", "SOSP", "2017"),
        ("Best Paper Award", "INFOCOM", "2006"),
    ],
    "She was awarded the ACM India Early Career Researcher (ECR) Award and the Vale Prize for Science and Technology.": [
        ("ACM India Early Career Researcher (ECR) Award", "ACM", None),
        ("Vale Prize for Science and Technology", None, None),
    ],
    "2009 erhielt er den Carl-Ramsauer-Preis.": [("Carl-Ramsauer-Preis", None, "2009")],
    "Fue galardonado con el Premio Konex de Platino en el año 1993.": [("Premio Konex de Platino", None, "1993")],
    "Lauréate de la médaille d'argent du CNRS en 2015, elle dirige un laboratoire.": [("médaille d'argent", "CNRS", "2015")],
}

# sentence: [(role, venue, year)]
SERVICE = {
    "She was one of the founding organizers and Program Chair for the new Conference on Parsimony & Learning (CPAL), "
    "regularly serves as an Area Chair for NeurIPS and ICML, senior area chair for ICASSP’26, and is an Action Editor "
    "for TMLR.": [
        ("founding organizers", "Conference on Parsimony & Learning (CPAL)", None),
        ("Program Chair", "Conference on Parsimony & Learning (CPAL)", None),
        ("Area Chair", "NeurIPS", None),
        ("Area Chair", "ICML", None),
        ("senior area chair", "ICASSP", "2026"),
        ("Action Editor", "TMLR", None),
    ],
    "He is the program chair of the Conference on Parsimony & Learning, area chairs of NeurIPS and ICLR.": [
        ("program chair", "Conference on Parsimony & Learning", None),
        ("area chairs", "NeurIPS", None),
        ("area chairs", "ICLR", None),
    ],
    "He has led and delivered multiple tutorials at ICASSP and CVPR.": [
        ("tutorials", "ICASSP", None),
        ("tutorials", "CVPR", None),
    ],
    "She is an associate editor of the Annals of Statistics and was General Chair of COLT 2019.": [
        ("associate editor", "Annals of Statistics", None),
        ("General Chair", "COLT", "2019"),
    ],
    "He is Chair of the Department of Physics at MIT.": [],
    "She served as the Editor in Chief of IEEE/ACM Transactions on Networking.": [
        ("Editor in Chief", "IEEE/ACM Transactions on Networking", None)
    ],
    "He has been area chair for several conferences, including ICML and NeurIPS.": [
        ("area chair", "ICML", None),
        ("area chair", "NeurIPS", None),
    ],
}

KEYS = {
    "degrees": ("type", "institution", "field", "date", "topic"),
    "positions": ("role", "organization", "start", "end", "current"),
    "awards": ("name", "organization", "year"),
    "service": ("role", "venue", "year"),
}
TABLES = {"degrees": DEGREES, "positions": POSITIONS, "awards": AWARDS, "service": SERVICE}
CASES = [(kind, text) for kind, table in TABLES.items() for text in table]


def _read(kind: str, text: str) -> list[tuple]:
    facts = getattr(biography(text, 0, len(text)), kind)
    return [tuple(getattr(getattr(fact, key), "text", getattr(fact, key)) for key in KEYS[kind]) for fact in facts]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_sentence_gives_the_facts_it_states_and_no_others(kind, text):
    assert _read(kind, text) == TABLES[kind][text]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize(("kind", "text"), CASES)
def test_the_same_facts_are_stated_where_the_sentences_are_wrapped(kind, text, width):
    assert _read(kind, textwrap.fill(text, width, break_on_hyphens=False)) == TABLES[kind][text]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_every_fact_rests_on_words_of_its_own(kind, text):
    shifted = "Bio: " + text
    for fact in getattr(biography(shifted, 5, len(shifted)), kind):
        for value in (getattr(fact, key) for key in KEYS[kind]):
            if hasattr(value, "spans"):
                words = " of ".join(shifted[begin:end] for begin, end in value.spans)
                assert (
                    value.text in (words, words.removesuffix("s"))
                    or value.text.endswith(words)
                    or words[-4:] == value.text[:4]
                )


def test_where_several_are_told_of_only_the_subject_is_read():
    text = "James Hale received his PhD from MIT.\nMaria Cole is a postdoc at EPFL.\nPaul Frost won the Turing Award."
    facts = biography(text, 0, len(text), "Maria Cole")
    assert [post.organization.text for post in facts.positions] == ["EPFL"]
    assert not facts.degrees and not facts.awards
    assert facts.text.text == "Maria Cole is a postdoc at EPFL."


@pytest.mark.parametrize("width", [40, 72, 200])
def test_the_subject_is_told_apart_whether_the_paragraphs_are_wrapped_or_not(width):
    told = [
        "James Hale is a lecturer at the University of Leeds in the north. He received his PhD in Logic from MIT in 2011.",
        "Maria Cole is a professor at EPFL, where she leads a group. She received her PhD in Physics from Rice University.",
    ]
    text = "\n".join(textwrap.fill(each, width) for each in told)
    read = [biography(text, 0, len(text), subject).degrees for subject in ("James Hale", "Maria Cole")]
    assert [[degree.institution.text for degree in each] for each in read] == [["MIT"], ["Rice University"]]


def test_a_sentence_about_another_than_the_named_subject_is_passed_over():
    text = "We welcome Maria Cole to the series. James Hale received his PhD from MIT. Maria Cole is a postdoc at EPFL."
    facts = biography(text, 0, len(text), "Maria Cole")
    assert [post.organization.text for post in facts.positions] == ["EPFL"] and not facts.degrees
    assert facts.text.text == text


def test_the_subject_is_known_by_the_surname_and_one_paragraph_is_read_whole():
    text = "Dr. Cole received her PhD from MIT. She is a postdoc at EPFL."
    facts = biography(text, 0, len(text), "Maria Cole")
    assert len(facts.degrees) == len(facts.positions) == 1


def test_an_empty_biography_states_nothing():
    facts = biography("  \n ", 0, 4)
    assert facts.text is None and not (facts.degrees or facts.positions or facts.awards or facts.service)


AWARD_SHAPES = ["award-named-fellow", "award-date-in-front", "award-venue-in-front", "award-compound", "award-head-first"]
NEEDED = {
    "degrees": [
        "degree",
        "degree-is-held",
        "degree-institution",
        "degree-field",
        "degree-topic",
        "degrees-coordinated",
        "degrees-respectively",
        "degrees-share",
        "degree-studied-at",
        "degree-bracket-end",
        "degree-behind-institution",
        "degree-date-in-front",
        "degree-year-in-front",
        "degrees-lead-over",
        "sentence-of-another-person",
        "relative-clause-of-another-person",
    ],
    "positions": [
        "post",
        "post-behind-article",
        "post-told-as",
        "post-at-several",
        "post-period-behind-place",
        "post-where",
        "post-held",
        "post-tense",
        "post-organization",
        "post-period",
        "post-period-in-front",
        "post-joined",
        "post-joined-as",
        "post-not-a-society-fellow",
        "post-not-service",
        "post-field",
        "clause-of-a-relation",
    ],
    "awards": ["award-name", "award-year", "award-giver", "award-giver-in-name", "award-fellow-of", *AWARD_SHAPES],
    "service": ["service-role", "service-given", "service-venues"],
}


@pytest.mark.parametrize(("kind", "rule"), [(kind, rule) for kind, rules in NEEDED.items() for rule in rules])
def test_each_rule_is_needed_by_a_sentence(kind, rule):
    with without(rule):
        assert any(_read(kind, text) != facts for text, facts in TABLES[kind].items())


def test_the_subject_is_told_apart_by_a_rule():
    text = "James Hale received his PhD from MIT.\nMaria Cole is a postdoc at EPFL."
    with without("biography-of-one-of-several"):
        assert biography(text, 0, len(text), "Maria Cole").degrees
