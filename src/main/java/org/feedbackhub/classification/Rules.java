package org.feedbackhub.classification;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rules as read from their file.
 *
 * @param reviewBelow share of the leading kind under which a person decides
 * @param alsoFrom share from which a further kind is listed
 * @param rules in the order of the file
 */
record Rules(double reviewBelow, double alsoFrom, List<Rule> rules) {

    /** What may hold capitals without standing for a letter. */
    private static final Pattern ESCAPES = Pattern.compile("\\\\(?:p\\{\\w+\\}|.)");

    /** @throws InvalidConfiguration if the file cannot be read or an entry in it is wrong */
    static Rules read(Path file) {
        RulesFile read;
        try {
            read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), RulesFile.class);
        } catch (JsonMappingException e) {
            throw new InvalidConfiguration(file, e.getPathReference(), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected a readable file of rules", e);
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Entry entry : read.rules()) {
            if (entry.id() == null || !ids.add(entry.id())) {
                throw new InvalidConfiguration(file, "rules: " + entry.id(), "expected an id of its own in each rule");
            }
            rules.add(rule(file, entry));
        }
        return new Rules(read.reviewBelow(), read.alsoFrom(), List.copyOf(rules));
    }

    private static Rule rule(Path file, Entry entry) {
        String key = "rules: " + entry.id();
        if (entry.kind() == null && entry.flag() == null) {
            throw new InvalidConfiguration(file, key, "expected a kind or a flag, or both");
        }
        if (entry.kind() != null && !entry.decides() && entry.weight() <= 0) {
            throw new InvalidConfiguration(file, key + ".weight", "expected more than 0, or decides: true");
        }
        if (entry.reason() == null || entry.any() == null || entry.any().isEmpty()) {
            throw new InvalidConfiguration(file, key, "expected a reason and at least one entry in any");
        }
        return new Rule(
                entry.id(),
                entry.kind(),
                entry.weight(),
                entry.decides(),
                entry.flag(),
                entry.review(),
                entry.reason(),
                pattern(file, key, entry.any(), entry.namesByCase()),
                entry.namesByCase());
    }

    private static Pattern pattern(Path file, String key, List<String> any, boolean namesByCase) {
        int flags = namesByCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        for (int i = 0; i < any.size(); i++) {
            try {
                Pattern.compile(any.get(i));
                if (!namesByCase) {
                    requireLowerCase(file, key + ".any[" + i + "]", any.get(i));
                }
            } catch (PatternSyntaxException e) {
                throw new InvalidConfiguration(file, key + ".any[" + i + "]", "expected a regular expression", e);
            }
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}_])(?:" + String.join("|", any) + ")(?![\\p{L}\\p{N}_])", flags);
    }

    private static void requireLowerCase(Path file, String key, String expression) {
        String letters = ESCAPES.matcher(expression).replaceAll("");
        if (!letters.equals(letters.toLowerCase(Locale.ROOT))) {
            throw new InvalidConfiguration(file, key, "expected lower case, in which texts are compared");
        }
    }

    private record RulesFile(double reviewBelow, double alsoFrom, List<Entry> rules) {}

    private record Entry(
            @Nullable String id,
            @Nullable Kind kind,
            double weight,
            boolean decides,
            @Nullable Flag flag,
            boolean review,
            @Nullable String reason,
            boolean namesByCase,
            @Nullable List<String> any) {}
}
