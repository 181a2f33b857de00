package org.feedbackhub.classification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Intent;
import org.jspecify.annotations.Nullable;

/** Tells what somebody wants who writes again, by the rules of {@code config/classification/follow-ups.yaml}. */
final class FollowUpRules {

    private final List<Rule> rules;

    private FollowUpRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws InvalidConfiguration if the file cannot be read or a rule in it is wrong */
    static FollowUpRules read(Path file) {
        try {
            RulesFile read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), RulesFile.class);
            List<Rule> rules = new ArrayList<>();
            for (RuleEntry entry : read.rules()) {
                rules.add(rule(file, entry));
            }
            return new FollowUpRules(List.copyOf(rules));
        } catch (IOException e) {
            throw new InvalidConfiguration(
                    file, "rules", "expected a list of rules with id, intent, pattern, reason", e);
        }
    }

    /** What the text asks for. */
    Intent intent(String text) {
        return rules.stream()
                .filter(rule -> rule.firesOn(text))
                .map(Rule::intent)
                .findFirst()
                .orElse(Intent.MESSAGE);
    }

    private static Rule rule(Path file, RuleEntry entry) {
        if (entry.id() == null || entry.intent() == null || entry.pattern() == null || entry.reason() == null) {
            throw new InvalidConfiguration(
                    file, "rules: " + entry.id(), "expected id, intent, pattern and reason in each rule");
        }
        try {
            int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
            return new Rule(
                    entry.intent(),
                    Pattern.compile(entry.pattern(), flags),
                    entry.unless() == null ? null : Pattern.compile(entry.unless(), flags));
        } catch (PatternSyntaxException e) {
            throw new InvalidConfiguration(
                    file, "rules: " + entry.id() + ".pattern", "expected a regular expression", e);
        }
    }

    private record Rule(Intent intent, Pattern pattern, @Nullable Pattern unless) {
        boolean firesOn(String text) {
            return pattern.matcher(text).find()
                    && (unless == null || !unless.matcher(text).find());
        }
    }

    private record RulesFile(List<RuleEntry> rules) {}

    private record RuleEntry(
            @Nullable String id,
            @Nullable Intent intent,
            @Nullable String pattern,
            @Nullable String unless,
            @Nullable String reason) {}
}
