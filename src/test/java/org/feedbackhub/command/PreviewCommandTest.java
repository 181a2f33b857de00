package org.feedbackhub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return PreviewCommand.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void without_a_template_lists_all() {
        assertThat(run()).isZero();

        assertThat(out().lines()).contains("survey", "acknowledgement-complaint", "team-digest");
    }

    @Test
    void prints_a_mail_as_text() {
        assertThat(run("--council=north-kesteven", "--template=survey", "--language=en"))
                .isZero();

        assertThat(out())
                .startsWith("Subject: How did we do? (NK-0000-000")
                .contains("Answer our questions: https://")
                .doesNotContain("<html");
    }

    @Test
    void prints_a_mail_as_html() {
        assertThat(run("--council=west-lindsey", "--template=survey", "--html")).isZero();

        assertThat(out()).startsWith("<!doctype html>").contains("WL-0000-000");
    }

    @Test
    void names_what_there_is_where_something_is_not_known() {
        assertThat(run("--council=atlantis")).isEqualTo(2);
        assertThat(run("--template=love-letter")).isEqualTo(2);
        assertThat(run("--template=survey", "--language=xx")).isEqualTo(2);
        assertThat(run("--paper")).isEqualTo(2);
        assertThat(run("survey")).isEqualTo(2);

        assertThat(out()).isEmpty();
        assertThat(err())
                .contains("No such council. Known are: ", "west-lindsey")
                .contains("No such template. Known are: ", "survey-reminder")
                .contains("No such language of it. Known are: [en")
                .contains("There is no option --paper", "Use: preview");
    }
}
