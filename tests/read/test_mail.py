"""Mail: headers, the part a person reads, quotes and signatures; mailboxes."""

import base64

import pytest

from kg.errors import SourceError

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
