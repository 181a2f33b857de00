package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.feedbackhub.feedback.Contact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What post rooms note beside a letter. */
class PostRoomIndexTest {

    private static final Contact TOLD = new Contact("J Marr", null, null, "14 Mill Lane", "LN8 3EU", null);

    @TempDir
    private Path folder;

    @Test
    void json_tells_date_reference_and_sender() throws IOException {
        PostRoomIndex index = read(
                "a.json",
                """
                {"batch": 17, "receivedDate": "2026-11-20", "reference": "WL-0000-0000",
                 "sender": {"name": "Edith Marr", "email": "edith@example.org"}}""");

        assertThat(index.broken()).isFalse();
        assertThat(index.receivedDate()).contains(LocalDate.parse("2026-11-20"));
        assertThat(index.reference()).isEqualTo("WL-0000-0000");
        Contact contact = index.over(TOLD);
        assertThat(contact.name()).isEqualTo("Edith Marr");
        assertThat(contact.email()).hasToString("edith@example.org");
        assertThat(contact.postcode()).isEqualTo("LN8 3EU");
    }

    @Test
    void xml_tells_the_same() throws IOException {
        PostRoomIndex index = read(
                "a.pdf.xml",
                """
                <?xml version="1.0"?>
                <doc xmlns="urn:scanner"><receivedDate> 2026-11-20 </receivedDate>
                <sender><postcode>LN1 1AA</postcode></sender></doc>""");

        assertThat(index.receivedDate()).contains(LocalDate.parse("2026-11-20"));
        assertThat(index.over(TOLD).postcode()).isEqualTo("LN1 1AA");
    }

    @Test
    void xml_that_reaches_for_files_or_swells_is_not_read() throws IOException {
        assertThat(read("a.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><name>&x;</name></a>")
                        .broken())
                .isTrue();
        assertThat(read("b.xml", "<sender>".repeat(100) + "</sender>".repeat(100))
                        .broken())
                .isTrue();
    }

    @Test
    void what_is_no_index_is_told_and_says_nothing() throws IOException {
        PostRoomIndex index = read("a.json", "{\"name\": ");

        assertThat(index.broken()).isTrue();
        assertThat(index.over(TOLD)).isEqualTo(TOLD);
        assertThat(read("b.json", "{\"receivedDate\": \"23/11/2026\"}").broken())
                .isTrue();
    }

    @Test
    void what_is_null_or_somebody_elses_name_is_not_the_senders() throws IOException {
        PostRoomIndex index = read(
                "a.json",
                """
                {"scanner": {"name": "MFP-2"}, "receivedDate": null, "sender": {"name": null, "address": null}}""");

        assertThat(index.broken()).isFalse();
        assertThat(index.over(TOLD)).isEqualTo(TOLD);
    }

    private PostRoomIndex read(String name, String content) throws IOException {
        return PostRoomIndex.read(Files.writeString(folder.resolve(name), content));
    }
}
