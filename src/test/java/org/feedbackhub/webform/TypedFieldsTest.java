package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedFieldsTest {

    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\n" + "x".repeat(100_000);

    private static Map<String, String[]> read(String body) {
        return TypedFields.of(
                "multipart/form-data; boundary=b", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void what_was_typed_is_read_before_and_behind_files_and_the_files_go_by() {
        Map<String, String[]> fields = read(
                field("kept", "1") + field("kept", "2") + FILE + "\r\n" + field("message", "Wróć, proszę") + "--b--");

        assertThat(fields).containsOnlyKeys("kept", "message");
        assertThat(fields.get("kept")).containsExactly("1", "2");
        assertThat(fields.get("message")).containsExactly("Wróć, proszę");
    }

    @Test
    void what_breaks_off_leaves_what_came_before() {
        assertThat(read(field("message", "Gulley blocked") + FILE)).containsOnlyKeys("message");
        assertThat(read("no multipart")).isEmpty();
    }

    @Test
    void no_field_fills_the_memory() {
        Map<String, String[]> fields = read(field("message", "x".repeat(3_000_000)) + field("name", "Ada") + "--b--");

        assertThat(fields.get("message")[0]).hasSize(1024 * 1024);
        assertThat(fields).doesNotContainKey("name");
    }
}
