"""A message is a document with files attached to it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from db.readers import Untrusted
from db.readers.limits import MOST_FILE_BYTES
from db.readers.mail import Eml
from tests.db.readers.mail.build import PLAIN, blocks, message, raw, unpacked, written


def test_a_message_is_read_with_what_its_header_tells() -> None:
    data = message().as_bytes()
    assert Eml().bid(Untrusted(data, "x.txt")) == 1.0
    [member] = unpacked(data)
    document = member.document
    assert document is not None
    assert blocks(document) == [
        ("title", "Statement on Velmark"),
        (
            "navigation",
            "From: Ana Órlova <ana@union.example>\nTo: list@rights.example\nDate: Sat, 03 May 2031 10:00:00 +0200",
        ),
        ("paragraph", "Dear colleagues,"),
        ("paragraph", "The union of Velmark has been dissolved."),
    ]
    assert (document.date, document.captured_at) == ("2031-05-03", "2031-05-03T08:00:00+00:00")
    assert document.issuer == "Ana Órlova"
    assert (member.key, member.captured_at) == ("1.2@union.example", document.captured_at)


def test_html_is_read_where_there_is_some_and_plain_text_where_it_says_more() -> None:
    made = message()
    made.add_alternative("<h2>The dissolution</h2><p>The union of Velmark is no more.</p>", subtype="html")
    assert blocks(written(made.as_bytes()))[2:] == [
        ("heading", "The dissolution"),
        ("paragraph", "The union of Velmark is no more."),
    ]
    made = message()
    made.add_alternative("<p>See it online.</p>", subtype="html")
    assert "has been dissolved" in written(made.as_bytes()).text


def test_attachments_are_members_by_clean_names_that_differ() -> None:
    made = message()
    for name in ("Déclaration.pdf", "../../etc/déclaration.PDF", "C:\\x\\an\u202eexe.txt", ""):
        made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name)
    made.add_attachment(message("Inner", Subject="Inner one"), filename="inner.eml")
    members = unpacked(made.as_bytes())[1:]
    assert [member.untrusted_path for member in members] == [
        "Déclaration.pdf",
        "déclaration (2).PDF",
        "an\ufffdexe.txt",
        "attachment.pdf",
        "inner.eml",
    ]
    assert {member.data for member in members[:4]} == {b"%PDF-1.7"}
    assert written(members[4].data or b"").title == "Inner one"


def test_pictures_in_the_text_are_left_out() -> None:
    made = message()
    made.add_alternative('<p>The union of Velmark is no more.</p><img src="cid:1">', subtype="html")
    page = made.get_payload()[1]  # type: ignore[index,union-attr]  # of a message with two parts
    assert isinstance(page, EmailMessage)
    page.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    assert len(unpacked(made.as_bytes())) == 1


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*=UTF-8''%D0%97%D0%B0%D1%8F%D0%B2%D0%B0.doc", "Заява.doc"),
        ("filename*0=\"long \"; filename*1=name.doc", "long name.doc"),
        ('filename="=?windows-1251?B?x+D/4uAuZG9j?="', "Заява.doc"),
        ('filename="Заява.doc"', "Заява.doc"),
        ("", "attachment.doc"),
    ],
)  # fmt: skip
def test_names_of_files_are_read_in_all_the_ways_they_are_written(header: str, name: str) -> None:
    data = raw(
        b"--b\r\n\r\nText\r\n--b\r\nContent-Type: application/msword\r\nContent-Disposition: attachment; "
        + header.encode()
        + b"\r\n\r\nDOC\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary=b",
    )
    assert [(m.untrusted_path, m.data) for m in unpacked(data)[1:]] == [(name, b"DOC")]


RUSSIAN = "Профсоюз Велмарка распущен, и мы требуем его восстановить немедленно."


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("koi8-r", "koi8-r"),
        ("cp1251", "windows-1251"),
        ("cp1251", "no-such-charset"),
        ("utf-8", "us-ascii"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "rot13"),
        ("cp1251", ""),
    ],
)
def test_a_character_set_that_is_wrong_or_missing_does_no_harm(codec: str, label: str) -> None:
    header = f"Content-Type: text/plain; charset={label}" if label else "X-A: b"
    document = written(raw(RUSSIAN.encode(codec), header, "Content-Transfer-Encoding: 8bit"))
    assert blocks(document)[-1] == ("paragraph", RUSSIAN)
    assert document.undecodable == 0


def test_headers_are_decoded() -> None:
    subject = "Subject: =?utf-8?b?0JLQtdC70Lw=?= =?utf-8?q?=D0=B0?=\r\n =?koi8-r?b?0sI=?= end"
    data = b"MIME-Version: 1.0\r\nFrom: \xc3\x81na <a@b.example>\r\n" + subject.encode() + b"\r\n\r\nx"
    document = written(data)
    assert document.title == "Велмарб end"
    assert document.issuer == "Ána"


def test_lines_that_were_broken_for_sending_are_joined() -> None:
    text = b"A long line \nthat flows.\nFixed\n> quoted \n> words\n-- \nAna\n"
    document = written(raw(text, "Content-Type: text/plain; format=flowed"))
    assert blocks(document)[2:] == [
        ("paragraph", "A long line that flows.\nFixed"),
        ("quote", "> quoted words"),
        ("contact", "Ana"),
    ]
    coded = written(raw(b"caf=C3=A9 is =\r\nhere", "Content-Transfer-Encoding: quoted-printable"))
    assert blocks(coded)[-1] == ("paragraph", "café is here")


@pytest.mark.parametrize(
    "line", ["On 2 May 2031, Bo wrote:", "Le 2 mai, Bo a écrit :", "2 мая Bo пишет:", "El 2, Bo escribió:"]
)
def test_what_is_answered_is_a_quotation(line: str) -> None:
    document = written(message(f"I agree.\n\n{line}\n> Old words\n>\n> more\n\nBest wishes").as_bytes())
    assert blocks(document)[2:] == [
        ("paragraph", "I agree."),
        ("quote", line),
        ("quote", "> Old words\n>\n> more"),
        ("paragraph", "Best wishes"),
    ]


def test_what_is_forwarded_is_the_text_itself() -> None:
    text = "---------- Forwarded message ---------\nFrom: Bo\nDate: 2 May\n\nThe union has been dissolved.\n"
    assert blocks(written(message(text).as_bytes()))[3:] == [("paragraph", "The union has been dissolved.")]
    answered = "I agree.\n\n-----Original Message-----\nFrom: Bo\nSent: 2 May\n\nOld words.\n"
    assert [role for role, _ in blocks(written(message(answered).as_bytes()))[2:]] == [
        "paragraph",
        "quote",
        "quote",
    ]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data", "mail.encrypted"),
        ("application/pkcs7-mime; smime-type=signed-data", "mail.signed_opaque"),
        ("multipart/encrypted; boundary=b", "mail.encrypted"),
        ("application/ms-tnef; name=winmail.dat", "mail.winmail"),
    ],
)
def test_what_cannot_be_opened_is_told(header: str, code: str) -> None:
    members = unpacked(raw(b"--b\r\n\r\nx\r\n--b--\r\n", f"Content-Type: {header}"))
    assert [member.code for member in members] == [None, code]
    assert members[1].params["name"]


def test_of_a_signed_message_the_text_is_read() -> None:
    body = (
        b"--b\r\n\r\nSigned words\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nABC\r\n--b--\r\n"
    )
    members = unpacked(raw(body, "Content-Type: multipart/signed; boundary=b"))
    assert len(members) == 1
    assert members[0].document is not None
    assert blocks(members[0].document)[-1] == ("paragraph", "Signed words")


def test_a_message_that_was_cut_is_read_so_far() -> None:
    document = written(raw(b"--b\r\n\r\nWords\r\n", "Content-Type: multipart/mixed; boundary=b"))
    assert "Words" in document.text
    assert document.warnings == ("mail.cut",)


def test_a_boundary_that_begins_like_another_does_not_end_it() -> None:
    inner = "Content-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\n\r\nInner\r\n--b1--\r\n"
    body = f"--b\r\n{inner}\r\n--b\r\n\r\nOuter\r\n--b--\r\n".encode()
    assert [text for role, text in blocks(written(raw(body, "Content-Type: multipart/mixed; boundary=b")))][
        2:
    ] == ["Inner", "Outer"]


def test_parts_have_a_limit_that_is_told() -> None:
    body = b"--b\r\n\r\nx\r\n" * 5000
    members = unpacked(raw(body, "Content-Type: multipart/mixed; boundary=b"))
    assert members[-1].code == "mail.too_many_parts"
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    assert unpacked(raw(deep.encode(), "X-A: b\r\n" + deep[:44]))[-1].code in {None, "mail.too_many_parts"}


def test_a_message_too_large_and_an_empty_one_are_told() -> None:
    assert [(m.code, m.last) for m in unpacked(bytes(MOST_FILE_BYTES + 1))] == [("file.too_large", True)]
    assert [(m.code, m.last) for m in unpacked(b"")] == [("file.empty", True)]


@pytest.mark.parametrize(
    ("beginning", "bids"),
    [
        ("Received: from x\nSubject: y\n\nz", True),
        ("From: a@b.example\nDate: Sat, 3 May 2031 10:00:00 +0000\nSubject: x\n\nz", True),
        ("Subject: The union\nDate: yesterday\n\nWords", False),
        (PLAIN, False),
        ("HTTP/1.1 200 OK\nDate: Sat, 3 May 2031 10:00:00 +0000\n\nx", False),
        ("Note: this\nTo: that\n", False),
    ],
)
def test_only_messages_are_bid_for(beginning: str, bids: bool) -> None:
    assert (Eml().bid(Untrusted(beginning.encode(), "x.eml")) > 0.5) is bids


def test_a_saved_web_page_is_left_to_its_own_reader() -> None:
    page = "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    assert 0 < Eml().bid(Untrusted(page.encode(), "x")) < 0.5
