package org.feedbackhub.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/** Recognises mail that a machine wrote, by the rules of {@code config/email/automatic-mail.yaml}. */
final class AutomaticMail {

    private final List<Rule> rules;

    private AutomaticMail(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws InvalidConfiguration if the file cannot be read or a rule in it is wrong */
    static AutomaticMail read(Path file) {
        try {
            RulesFile read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), RulesFile.class);
            List<Rule> rules = new ArrayList<>();
            for (RuleEntry entry : read.rules()) {
                rules.add(rule(file, entry));
            }
            return new AutomaticMail(List.copyOf(rules));
        } catch (IOException e) {
            throw new InvalidConfiguration(
                    file, "rules", "expected a list of rules with id, header, pattern, reason", e);
        }
    }

    /** Why it is automatic, or nothing if a person wrote it. */
    Optional<String> reason(ParsedMail mail) {
        for (Rule rule : rules) {
            if (mail.header(rule.header()).stream()
                    .anyMatch(value -> rule.pattern().matcher(value).find())) {
                return Optional.of(rule.id() + ": " + rule.reason());
            }
        }
        return Optional.empty();
    }

    private static Rule rule(Path file, RuleEntry entry) {
        if (entry.id() == null || entry.header() == null || entry.pattern() == null || entry.reason() == null) {
            throw new InvalidConfiguration(
                    file, "rules: " + entry.id(), "expected id, header, pattern and reason in each rule");
        }
        try {
            Pattern pattern = Pattern.compile(entry.pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            return new Rule(entry.id(), entry.header().toLowerCase(Locale.ROOT), pattern, entry.reason());
        } catch (PatternSyntaxException e) {
            throw new InvalidConfiguration(
                    file, "rules: " + entry.id() + ".pattern", "expected a regular expression", e);
        }
    }

    private record Rule(String id, String header, Pattern pattern, String reason) {}

    private record RulesFile(List<RuleEntry> rules) {}

    private record RuleEntry(
            @Nullable String id, @Nullable String header, @Nullable String pattern, @Nullable String reason) {}
}
