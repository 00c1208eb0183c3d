"""Mail: headers, the part a person reads, quotes and signatures; mailboxes."""

import base64

import pytest

from kg.errors import SourceError
from tests.read.printing import Sheet, pdf

MAIL = """From: Knot Office <knots@example.org>
To: everybody@example.org
Subject: =?utf-8?q?S=C3=A9minaire?= of
 Ada Byron
Date: Mon, 28 Apr 2025 09:15:00 +0200
Message-ID: <20250428.1@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/html; charset="utf-8"

<p>HTML <b>part</b></p>
--b
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Speaker: Ada Byron, caf=E9

> Speaker: Mary Somerville
>> older still
Room 12
-- 
Knot Office
--b--
"""


def test_a_mail_is_its_headers_and_the_plain_one_of_its_parts(document):
    mail = document(MAIL)
    assert [(mail.words((one.begin, one.end)), one.kind, one.level) for one in mail.lines] == [
        ("From: Knot Office <knots@example.org>", "meta", 0),
        ("Subject: Séminaire of Ada Byron", "meta", 0),
        ("Date: Mon, 28 Apr 2025 09:15:00 +0200", "meta", 0),
        ("Speaker: Ada Byron, café", "text", 0),
        ("Speaker: Mary Somerville", "quote", 1),
        ("older still", "quote", 2),
        ("Room 12", "text", 0),
        ("--", "footer", 0),
        ("Knot Office", "footer", 0),
    ]
    assert mail.sent == "2025-04-28"
    assert "everybody" not in mail.text


def test_a_mail_from_a_file_is_known_by_its_message_id(document):
    assert document(MAIL).key == "mid:20250428.1@example.org"
    assert document(MAIL, address="https://example.org/archive/1").key == "/home/ada/announcement"


def test_the_headers_of_a_mail_are_a_record(document):
    mail = document(MAIL)
    [record] = mail.records
    assert {one.path: mail.words((one.begin, one.end)) for one in record.fields}["Subject"] == "Séminaire of Ada Byron"


def test_a_mail_of_html_alone_is_read_as_html(document, line):
    mail = document("Subject: Talk\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<h2>On knots</h2><p>Ada &amp; Mary</p>")
    assert line(mail, "On knots").kind == "heading"
    assert "Ada & Mary" in mail.text


def test_an_invitation_in_a_mail_is_a_calendar_event(document):
    event = base64.b64encode(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:On knots\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").decode()
    mail = document(
        "Subject: Talk\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/plain\n\nWelcome\n--b\nContent-Type: text/calendar\nContent-Disposition: attachment\n"
        f"Content-Transfer-Encoding: base64\n\n{event}\n--b--\n"
    )
    assert [record.kind for record in mail.records] == ["mail", "vcalendar", "vevent"]
    assert mail.key == "mid:1@example.org"


def test_the_messages_of_a_mailbox_are_one_document(document, words):
    box = "".join(
        f"From ada@example.org Mon May  5 10:00:00 2025\nSubject: Talk {number}\nDate: Mon, {number} May 2025 10:00:00 +0200\n\nAda {number}\n\n"
        for number in (5, 6)
    )
    mailbox = document(box)
    assert mailbox.media_type == "application/mbox"
    assert words(mailbox) == [
        "Subject: Talk 5",
        "Date: Mon, 5 May 2025 10:00:00 +0200",
        "Ada 5",
        "Subject: Talk 6",
        "Date: Mon, 6 May 2025 10:00:00 +0200",
        "Ada 6",
    ]
    assert mailbox.sent == "2025-05-05"


@pytest.mark.parametrize(
    "broken",
    [
        "Subject: =?no-such-charset?q?Talk?=\nDate: sometime\n\nAda Byron",
        "Subject: Talk\nDate: Mon, 99 May 2025 10:00:00 +0200\nContent-Type: text/plain; charset=no-such\n\nAda Byron",
        "Subject: Talk\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nAda Byron",
        "Subject: Talk\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nAda Byron!",
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_goes(document, broken):
    mail = document(broken)
    assert "Subject: " in mail.text and mail.sent is None


def test_mails_within_mails_without_end_are_refused(document):
    nested = "Subject: Talk\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 3_000
    with pytest.raises(SourceError, match="^/home/ada/announcement holds mails within mails .*innermost"):
        document(nested + "Ada")


def mail_of(body: str, kind: str = "text/plain; charset=utf-8") -> str:
    return f"Subject: Fwd: Talk\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: {kind}\n\n{body}"


def kinds(page) -> list[tuple[str, str]]:
    return [(one.kind, page.words((one.begin, one.end))) for one in page.lines if one.kind != "meta" or not page.words((one.begin, one.end)).startswith("Subject: Fwd")]


@pytest.mark.parametrize(
    "headers",
    [
        "From: Ada Byron <ada@example.org>\nDate: Mon, 28 Apr 2025 at 09:15\nSubject: On knots\nTo: <all@example.org>",
        "Von: Ada Byron\nGesendet: Montag, 28. April 2025 09:15\nAn: alle\nBetreff: On knots",
        "De : Ada Byron\nEnvoyé : lundi 28 avril 2025\nÀ : tous\nObjet : On knots",
        "*From:* Ada Byron\n*Sent:* Monday, 28 April 2025\n*To:* all\n*Subject:* On knots",
    ],
)
def test_the_headers_of_a_forwarded_mail_are_no_part_of_its_text(document, headers):
    page = document(mail_of(f"See below.\n\n---------- Forwarded message ---------\n{headers}\n\nSpeaker: Ada Byron\n"))
    told = kinds(page)
    assert [words for kind, words in told if kind == "text"] == ["See below.", "Speaker: Ada Byron"]
    assert len([words for kind, words in told if kind == "meta"]) == 4 and "all" not in page.text.split("Subject")[0]


def test_a_form_that_resembles_headers_is_text(document):
    page = document(mail_of("Date: 3 May 2025\nTo: all\nSpeaker: Ada Byron\n"))
    assert [words for kind, words in kinds(page) if kind == "text"] == ["Date: 3 May 2025", "To: all", "Speaker: Ada Byron"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("On Monday Ada wrote:\n\n> Speaker: Ada Byron\n> On knots\n", "text/plain; charset=utf-8"),
        ("<p>On Monday Ada wrote:</p><blockquote type='cite'><p>Speaker: Ada Byron</p><p>On knots</p></blockquote>", "text/html"),
    ],
)
def test_what_is_quoted_is_the_text_where_a_mail_says_nothing_itself(document, body, kind):
    assert [words for own, words in kinds(document(mail_of(body, kind))) if own == "text"][-2:] == ["Speaker: Ada Byron", "On knots"]
    more = body.replace("On Monday Ada wrote:", "The talk is cancelled.")
    assert [words for own, words in kinds(document(mail_of(more, kind))) if own == "quote"] == ["Speaker: Ada Byron", "On knots"]


def test_flowed_text_has_its_paragraphs_in_one_line(document, words):
    page = document(mail_of("A talk about \nknots.\nAda Byron\n", "text/plain; charset=utf-8; format=flowed"))
    assert words(page)[1:] == ["A talk about knots.", "Ada Byron"]


def test_a_mail_within_a_mail_is_read_with_its_subject(document, words):
    inner = "Subject: On knots\nFrom: ada@example.org\n\nSpeaker: Ada Byron\n"
    page = document(mail_of(f"--b\nContent-Type: text/plain\n\nFYI\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n{inner}\n--b--\n", "multipart/mixed; boundary=b"))
    assert words(page)[1:] == ["FYI", "From: ada@example.org", "Subject: On knots", "Speaker: Ada Byron"]


def carrying(said: str, data: bytes, kind: str, name: str) -> str:
    return mail_of(
        f"--b\nContent-Type: text/plain\n\n{said}\n--b\nContent-Type: {kind}; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n"
        f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(data).decode()}\n--b--\n",
        "multipart/mixed; boundary=b",
    )


def test_a_programme_in_an_attachment_is_read_where_the_mail_says_little(document):
    poster = pdf(Sheet().words("Ada Byron: On knots", 60, 780))
    page = document(carrying("Please find the programme attached.", poster, "application/octet-stream", "programme.pdf"))
    assert "Ada Byron: On knots" in page.text and page.notes == ()
    page = document(carrying("All of it, and more. " * 20, poster, "application/pdf", "programme.pdf"))
    assert "Ada Byron: On knots" not in page.text and page.notes == ("the attachment 'programme.pdf' was not read",)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"%PDF-1.7\n", "the attachment 'a.pdf' is a PDF that is damaged or cut off: save it anew, or give its text"),
        (b"\x89PNG\r\n", "the attachment 'a.pdf' was not read"),
        (b"", "the attachment 'a.pdf' was not read"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_said(document, data, note):
    page = document(carrying("See there.", data, "application/pdf", "a.pdf"))
    assert page.notes == (note,) and "See there." in page.text


def test_a_calendar_under_another_name_is_one(document):
    event = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:On knots\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    page = document(carrying("See there.", event, "application/octet-stream", "invite.ics"))
    assert "vevent" in [record.kind for record in page.records] and page.key == "mid:1@example.org"


def test_a_mail_with_the_headers_of_every_server_on_its_way_is_a_mail(document):
    way = b"".join(b"Received: from mx%d.example.org by mx%d.example.org; Mon, 4 May 2015 10:00:00 +0000\r\n" % (n, n + 1) for n in range(6))
    signs = b"".join(b"X-Scanner-%d: clean\r\n" % number for number in range(9))
    heads = b"Delivered-To: list@example.org\r\n" + way + signs + b"From: ann@example.org\r\nSubject: Seminar\r\nDate: Mon, 4 May 2015 10:00:00 +0000\r\n"
    mail = document(heads + b"\r\nSpeaker: Ann Lee\r\n")
    assert mail.media_type == "message/rfc822" and mail.sent == "2015-05-04"
    assert "Received" not in mail.text
