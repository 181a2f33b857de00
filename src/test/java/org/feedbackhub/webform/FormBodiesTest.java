package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.feedbackhub.arrival.ReceivedFile;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FormBodiesTest {

    static final WebFormSettings.Limits LIMITS =
            new WebFormSettings.Limits(DataSize.ofMegabytes(1), 2, DataSize.ofKilobytes(10), 500, 100, 20, 5);

    private final FormBodies bodies = new FormBodies(LIMITS);

    private FormBody read(String contentType, String body) {
        return bodies.read(contentType, body.getBytes(StandardCharsets.UTF_8), JsonFiles.ofContract());
    }

    @Test
    void a_browsers_multipart_is_read_with_its_names_in_utf_8() {
        FormBody body = read(
                "multipart/form-data; boundary=----WebKitFormBoundaryx",
                """
                ------WebKitFormBoundaryx\r
                Content-Disposition: form-data; name="message"\r
                \r
                Café bins\r
                again\r
                ------WebKitFormBoundaryx\r
                Content-Disposition: form-data; name="files"; filename="drain é %22x%22.txt"\r
                Content-Type: image/png\r
                \r
                abc\r
                ------WebKitFormBoundaryx\r
                Content-Disposition: form-data; name="files"; filename=""\r
                Content-Type: application/octet-stream\r
                \r
                \r
                ------WebKitFormBoundaryx--\r
                """);

        assertThat(body.fields().path("message").asText()).isEqualTo("Café bins\r\nagain");
        assertThat(body.files()).extracting(ReceivedFile::name).containsExactly("drain é \"x\".txt");
        assertThat(body.files().get(0).declaredType()).isEqualTo("image/png");
        assertThat(new String(body.files().get(0).content(), StandardCharsets.UTF_8))
                .isEqualTo("abc");
    }

    @Test
    void the_same_told_under_another_boundary_or_in_another_order_is_the_same() {
        String one = "--a\r\nContent-Disposition: form-data; name=\"m\"\r\n\r\nx\r\n--a\r\n"
                + "Content-Disposition: form-data; name=\"n\"\r\n\r\ny\r\n--a--\r\n";
        FormBody first = read("multipart/form-data; boundary=a", one);

        assertThat(first.tellsTheSameAs(read("multipart/form-data; boundary=bb", one.replace("--a", "--bb"))))
                .isTrue();
        assertThat(first.tellsTheSameAs(read("application/x-www-form-urlencoded", "n=y&m=x")))
                .isTrue();
        assertThat(first.tellsTheSameAs(read("application/json", "{\"n\":\"y\",\"m\":\"z\"}")))
                .isFalse();
    }

    @Test
    void a_field_that_comes_again_becomes_a_list() {
        assertThat(read("application/x-www-form-urlencoded", "a=1&b=&a=2&a=%C3%A9+x")
                        .fields()
                        .toString())
                .isEqualTo("{\"a\":[\"1\",\"2\",\"é x\"],\"b\":\"\"}");
    }

    @Test
    void what_exceeds_a_limit_or_cannot_be_read_is_refused() {
        String file = "{\"files\":[%s]}";
        String small = "{\"name\":\"a\",\"content\":\"YQ==\"}";
        assertRefused("application/json", file.formatted(small + "," + small + "," + small), Refusal.Cause.INVALID);
        assertRefused(
                "application/json",
                file.formatted("{\"content\":\"" + "YWFh".repeat(4_000) + "\"}"),
                Refusal.Cause.TOO_LARGE);
        assertRefused("application/json", file.formatted("\"a.txt\""), Refusal.Cause.INVALID);
        assertRefused("application/json", file.formatted("{\"name\":\"a.txt\"}"), Refusal.Cause.INVALID);
        assertRefused("application/json", "{\"files\":{\"content\":\"YQ==\"}}", Refusal.Cause.INVALID);
        assertRefused("application/json", "{\"a\":[[[[[1]]]]]}", Refusal.Cause.MALFORMED);
        assertRefused("application/json", "", Refusal.Cause.MALFORMED);
        assertRefused("application/json", "{} {}", Refusal.Cause.MALFORMED);
        assertRefused("application/x-www-form-urlencoded", "a=%zz", Refusal.Cause.MALFORMED);
        assertRefused("application/x-www-form-urlencoded", "a=1&".repeat(21), Refusal.Cause.MALFORMED);
        assertRefused("multipart/form-data; boundary=x", "--y\r\n\r\n--y--", Refusal.Cause.MALFORMED);
        assertRefused("multipart/form-data", "--y\r\n\r\n--y--", Refusal.Cause.MALFORMED);
        assertRefused("text/xml", "<a/>", Refusal.Cause.UNSUPPORTED);
    }

    private void assertRefused(String contentType, String body, Refusal.Cause why) {
        assertThatThrownBy(() -> read(contentType, body))
                .as(body)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    @Test
    void a_kept_posting_is_read_again_as_it_came() throws IOException {
        KeptPosting posting = new KeptPosting("application/json; charset=utf-8", new byte[] {13, 10, 13, 10, 0, -1});

        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        posting.writeTo(kept);
        KeptPosting again = KeptPosting.of(kept.toByteArray());

        assertThat(again.contentType()).isEqualTo(posting.contentType());
        assertThat(again.body()).isEqualTo(posting.body());
    }
}
