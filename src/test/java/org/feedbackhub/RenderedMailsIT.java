package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.feedbackhub.council.CouncilConfiguration;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.notification.TemplateConfiguration;
import org.feedbackhub.notification.TemplateRehearsal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Every mail of both councils in a real browser: on a phone and on a desk, by day and by night. */
@Tag("browser")
class RenderedMailsIT {

    private static final Path MAILS = Path.of("target", "mails");
    private static final Path PICTURES = Path.of("target", "screenshots", "mails");
    private static final List<CouncilId> COUNCILS =
            List.of(new CouncilId("west-lindsey"), new CouncilId("north-kesteven"));
    private static final int[] WIDTHS = {320, 1000};

    /** What WCAG 2.2 asks of text, 1.4.3. */
    private static final double ENOUGH = 4.5;

    private static ConfigurableApplicationContext context;
    private static Chromium browser;

    /** What reads the councils and their templates. */
    @ImportAutoConfiguration(ValidationAutoConfiguration.class)
    @Import({CouncilConfiguration.class, TemplateConfiguration.class})
    static class Beans {}

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Chromium.installed(),
                "Chromium is not installed (Debian: chromium chromium-driver), so the mails cannot be looked at here");
        Files.createDirectories(MAILS);
        Files.createDirectories(PICTURES);
        context = new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .run();
        browser = new Chromium(0);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            context.close();
        }
    }

    @Test
    void each_mail_fits_its_screen_and_can_be_read_by_day_and_by_night() throws Exception {
        SoftAssertions all = new SoftAssertions();
        TemplateRehearsal templates = context.getBean(TemplateRehearsal.class);
        for (CouncilId id : COUNCILS) {
            CouncilProfile council = context.getBean(Councils.class).get(id);
            for (String template : templates.names()) {
                for (String language : templates.languages(council, template)) {
                    String name = id + "." + template + "." + language;
                    Path file = MAILS.resolve(name + ".html");
                    Files.writeString(
                            file, templates.preview(council, template, language).html());
                    look(name, file, all);
                }
            }
        }
        all.assertAll();
    }

    private static void look(String name, Path file, SoftAssertions all) {
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : WIDTHS) {
                String picture = "mails/" + name + "." + width + (dark ? ".dark" : ".light");
                browser.pretend(width, dark);
                browser.driver().get(file.toUri().toString());
                browser.picture(picture);
                all.assertThat(browser.width()).as("width of " + picture).isLessThanOrEqualTo(width);
                all.assertThat(browser.background())
                        .as("background of %s, from 0 (black) to 1 (white)", picture)
                        .matches(lightness -> dark ? lightness < 0.1 : lightness > 0.9);
                all.assertThat(browser.faintest())
                        .as("contrast of the faintest text of " + picture)
                        .isGreaterThanOrEqualTo(ENOUGH);
            }
        }
    }

    @Test
    void text_that_is_too_faint_is_found() throws Exception {
        Path file = MAILS.resolve("too-faint.html");
        Files.writeString(
                file,
                "<!doctype html><meta name=\"color-scheme\" content=\"light dark\"><p>Words</p>"
                        + "<p style=\"color:#333\">Dark by day and by night</p>");

        browser.pretend(WIDTHS[0], true);
        browser.driver().get(file.toUri().toString());

        assertThat(browser.faintest()).isLessThan(ENOUGH);
    }
}
