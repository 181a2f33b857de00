package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WebFormSettingsTest {

    private final ApplicationContextRunner hub = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class)
            .withPropertyValues(
                    "hub.web-form.limits.body=1MB",
                    "hub.web-form.limits.files=1",
                    "hub.web-form.limits.file-size=1MB",
                    "hub.web-form.limits.message=1",
                    "hub.web-form.limits.field=1",
                    "hub.web-form.limits.parts=1",
                    "hub.web-form.limits.depth=1",
                    "hub.web-form.in-work=1MB",
                    "hub.web-form.body-within=1s",
                    "hub.web-form.signature-window=5m",
                    "hub.web-form.keys.swept-every=1d",
                    "hub.web-form.per-form.postings=1",
                    "hub.web-form.per-form.within=1m",
                    "hub.web-form.per-address.postings=1",
                    "hub.web-form.per-address.within=1m",
                    "hub.web-form.addresses=1",
                    "hub.web-form.page-key=0123456789abcdef0123456789abcdef",
                    "hub.web-form.page-not-before=1s",
                    "hub.web-form.page-per-address.postings=1",
                    "hub.web-form.page-per-address.within=1m");

    @EnableConfigurationProperties(WebFormSettings.class)
    static class Settings {}

    @Test
    void keys_that_are_kept_for_30_days_keep_the_contracts_promise() {
        hub.withPropertyValues("hub.web-form.keys.kept-for=30d")
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void keys_that_are_kept_for_less_stop_the_start_with_a_sentence() {
        hub.withPropertyValues("hub.web-form.keys.kept-for=29d").run(started -> assertThat(started)
                .getFailure()
                .rootCause()
                .hasMessageContaining("keys.keptFor")
                .hasMessageContaining("must be 30 days or more, as the contract promises"));
    }
}
