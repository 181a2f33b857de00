package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.Test;

/** The forms in which Outlook and Exchange send and keep mail. */
class OutlookTest {

    private static final int SUBJECT = 0x00018004;
    private static final int BODY = 0x0002800C;
    private static final int ATTACHMENT_BEGINS = 0x00069002;
    private static final int ATTACHMENT_NAME = 0x00018010;
    private static final int ATTACHMENT_DATA = 0x0006800F;

    @Test
    void winmail_dat_is_opened() {
        ParsedMail mail = Mails.parse(withTnef("", tnef()));

        assertThat(mail.text()).isEqualTo("My bin was missed.");
        assertThat(mail.subject()).isEqualTo("Green bin");
        assertThat(mail.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("bin.txt");
            assertThat(file.content()).asString().isEqualTo("photo");
        });
    }

    @Test
    void the_mails_own_text_and_subject_go_before_those_inside() {
        ParsedMail mail = Mails.parse(withTnef("Subject: Own\n", tnef()).replace("\n\n\n--b", "\n\ntyped\n--b"));

        assertThat(mail.text()).isEqualTo("typed");
        assertThat(mail.subject()).isEqualTo("Own");
    }

    @Test
    void a_broken_winmail_dat_stays_an_attachment() {
        ParsedMail mail = Mails.parse(withTnef("", new byte[] {0x78, (byte) 0x9F, 0x3E, 0x22, 1, 2, 3}));

        assertThat(mail.attachments()).singleElement().satisfies(file -> assertThat(file.name())
                .isEqualTo("winmail.dat"));
    }

    @Test
    void a_saved_mail_is_read() throws IOException {
        ParsedMail mail = Mails.parse(msg());

        assertThat(mail.subject()).isEqualTo("Café bin");
        assertThat(mail.text()).isEqualTo("My bin was missed – again.");
        assertThat(mail.from())
                .hasValueSatisfying(from -> assertThat(from.address().value()).isEqualTo("ann@example.org"));
    }

    @Test
    void another_file_of_microsofts_is_no_mail() throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            file.createDocument(new ByteArrayInputStream(new byte[5000]), "WordDocument");
            assertThat(new MailParser(Mails.LIMITS).parse(bytes(file))).isInstanceOf(MailParse.Refused.class);
        }
    }

    @Test
    void rtf_becomes_text() {
        assertThat(RtfText.of("{\\rtf1\\ansi My {\\b bin} was\\par missed \\u8211? again\\'e9}"))
                .hasValue("My bin was\nmissed – againé");
    }

    @Test
    void what_is_signed_is_read_and_what_is_encrypted_is_held() throws IOException, CMSException {
        byte[] inner = "Content-Type: text/plain\n\nMy bin was missed.\n".getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new CMSSignedDataGenerator()
                .generate(new CMSProcessableByteArray(inner), true)
                .getEncoded();

        assertThat(Mails.parse(smime("signed-data", signed)).text()).isEqualTo("My bin was missed.");
        assertThat(Mails.parse(smime("signed-data", signed)).doubts()).isEmpty();
        assertThat(Mails.submission(smime("enveloped-data", new byte[] {0x30, 3, 2, 1, 1}))
                        .doubts())
                .contains("it is encrypted and was not read");
    }

    private static String smime(String type, byte[] content) {
        return "From: a@example.org\nContent-Type: application/pkcs7-mime; smime-type=" + type + "; name=smime.p7m\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\n";
    }

    private static String withTnef(String headers, byte[] tnef) {
        return "From: a@example.org\n" + headers + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n\n--b\n"
                + "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(tnef) + "\n--b--\n";
    }

    private static byte[] tnef() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(6).putInt(0x223E9F78).putShort((short) 1).array());
        attribute(out, 1, SUBJECT, "Green bin\0".getBytes(StandardCharsets.US_ASCII));
        attribute(out, 1, BODY, "My bin was missed.\0".getBytes(StandardCharsets.US_ASCII));
        attribute(out, 2, ATTACHMENT_BEGINS, new byte[14]);
        attribute(out, 2, ATTACHMENT_NAME, "bin.txt\0".getBytes(StandardCharsets.US_ASCII));
        attribute(out, 2, ATTACHMENT_DATA, "photo".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) {
        int sum = 0;
        for (byte one : data) {
            sum += one & 0xFF;
        }
        out.write(level);
        out.writeBytes(little(8).putInt(id).putInt(data.length).array());
        out.writeBytes(data);
        out.writeBytes(little(2).putShort((short) sum).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] msg() throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            text(file, "001A", "IPM.Note");
            text(file, "0037", "Café bin");
            text(file, "0C1A", "Ann Toyne");
            text(file, "0C1F", "ann@example.org");
            text(file, "1000", "My bin was missed – again.");
            file.createDocument(new ByteArrayInputStream(new byte[32]), "__properties_version1.0");
            return bytes(file);
        }
    }

    private static void text(POIFSFileSystem file, String property, String value) throws IOException {
        byte[] content = value.getBytes(StandardCharsets.UTF_16LE);
        file.createDocument(new ByteArrayInputStream(content), "__substg1.0_" + property + "001F");
    }

    private static byte[] bytes(POIFSFileSystem file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeFilesystem(out);
        return out.toByteArray();
    }
}
