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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Sha256;
import org.jspecify.annotations.Nullable;

/** The rules as read from their file. */
final class Rules {

    private static final int SHOWN = 60;

    /** How many signs of a text an entry is tried in so many times: more than people write words that begin alike. */
    private static final int STRETCH = 600;

    private static final int TRIES = 24;

    /** What may hold capitals without standing for a letter. */
    private static final Pattern ESCAPES = Pattern.compile("\\\\(?:p\\{\\w+\\}|.)");

    private final Thresholds thresholds;
    private final Set<Flag> byRuleAlone;
    private final Set<Flag> notInPraise;
    private final List<Rule> rules;
    private final List<Looking> looking;

    private Rules(Thresholds thresholds, Set<Flag> byRuleAlone, Set<Flag> notInPraise, List<Rule> rules) {
        this.thresholds = thresholds;
        this.byRuleAlone = byRuleAlone;
        this.notInPraise = notInPraise;
        this.rules = List.copyOf(rules);
        this.looking = List.of(
                new Looking(false, false), new Looking(false, true), new Looking(true, false), new Looking(true, true));
    }

    /** How sure it takes to be believed. */
    Thresholds thresholds() {
        return thresholds;
    }

    /** The ids of all rules, in the order of the file. */
    List<String> ids() {
        return rules.stream().map(Rule::id).toList();
    }

    /** The ids of the rules that fire on a text with nothing quoted. */
    Set<String> idsFiring(PlainText text) {
        return firing(text, text).stream().map(fired -> fired.rule().id()).collect(Collectors.toSet());
    }

    /** Whether the model may raise the flag as well. */
    boolean leaveToModel(Flag flag) {
        return !byRuleAlone.contains(flag);
    }

    /** Whether a message of praise alone can hold the flag; null for none. */
    boolean canBeInPraise(@Nullable Flag flag) {
        return flag == null || !notInPraise.contains(flag);
    }

    /** Whether what holds the flag is a person's to decide, whoever raised it: so it is where one of its rules says so. */
    boolean leaveToPerson(Flag flag) {
        return rules.stream().anyMatch(rule -> rule.flag() == flag && rule.review());
    }

    /** Another one wherever another rule is, or one looks for something else. */
    String fingerprint() {
        return Sha256.of(rules.toString());
    }

    /** A rule and the first words by which it fires, shortened. */
    record Fired(Rule rule, String words) {}

    /**
     * The rules that fire, in the order of the file.
     *
     * @param own what the person wrote
     * @param all that came, with what they quote
     */
    List<Fired> firing(PlainText own, PlainText all) {
        String[] words = new String[rules.size()];
        looking.forEach(one -> one.look(own, all, words));
        List<Fired> fired = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (words[i] != null) {
                fired.add(new Fired(rules.get(i), words[i]));
            }
        }
        return fired;
    }

    /** The rules that look at the same text in the same way. Each entry is looked for alone, since most begin with few words. */
    private final class Looking {
        private final boolean readsAll;
        private final boolean byCase;
        private final int[] places;
        private final WordSearch search;

        Looking(boolean readsAll, boolean byCase) {
            this.readsAll = readsAll;
            this.byCase = byCase;
            int[] own = IntStream.range(0, rules.size())
                    .filter(i ->
                            rules.get(i).readsAll() == readsAll && rules.get(i).namesByCase() == byCase)
                    .toArray();
            this.places = IntStream.of(own)
                    .flatMap(i -> rules.get(i).any().stream().mapToInt(entry -> i))
                    .toArray();
            this.search = new WordSearch(
                    IntStream.of(own)
                            .mapToObj(rules::get)
                            .flatMap(rule -> rule.any().stream())
                            .map(List::of)
                            .toList(),
                    flags(byCase));
        }

        void look(PlainText own, PlainText all, @Nullable String[] words) {
            if (places.length == 0) {
                return;
            }
            PlainText plain = readsAll ? all : own;
            String text = byCase ? plain.cased() : plain.text();
            int[] tries = new int[places.length];
            int[] stretches = new int[places.length];
            search.over(text, new WordSearch.Hits() {
                @Override
                public boolean wanted(int expression, int at) {
                    if (words[places[expression]] != null) {
                        return false;
                    }
                    if (stretches[expression] != at / STRETCH) {
                        stretches[expression] = at / STRETCH;
                        tries[expression] = 0;
                    }
                    return tries[expression]++ < TRIES;
                }

                @Override
                public void hit(int expression, int start, int end) {
                    words[places[expression]] = end - start <= SHOWN
                            ? text.substring(start, end)
                            : text.substring(start, start + SHOWN) + "…";
                }
            });
        }
    }

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
        if (read.thresholds() != null && read.thresholds().words() < 1) {
            throw new InvalidConfiguration(file, "thresholds.words", "expected a number of words, 1 or more");
        }
        WordLists lists = WordLists.of(file, read.words());
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Entry entry : read.rules()) {
            if (entry.id() == null || !ids.add(entry.id())) {
                throw new InvalidConfiguration(file, "rules: " + entry.id(), "expected an id of its own in each rule");
            }
            rules.add(rule(file, entry, lists));
        }
        Set<Flag> notInPraise = Objects.requireNonNullElse(read.notInPraise(), Set.of());
        if (notInPraise.contains(Flag.SAFEGUARDING)) {
            throw new InvalidConfiguration(file, "notInPraise", "expected flags other than safeguarding (P11)");
        }
        return new Rules(
                read.thresholds(), Objects.requireNonNullElse(read.byRuleAlone(), Set.of()), notInPraise, rules);
    }

    private static Rule rule(Path file, Entry entry, WordLists lists) {
        String key = "rules: " + entry.id();
        if (entry.kind() == null && entry.flag() == null && !entry.review()) {
            throw new InvalidConfiguration(file, key, "expected a kind, a flag or review: true");
        }
        if (entry.kind() == null && (entry.decides() || entry.callsItSo())) {
            throw new InvalidConfiguration(file, key, "expected a kind beside decides or callsItSo");
        }
        if (entry.reason() == null || entry.any() == null || entry.any().isEmpty()) {
            throw new InvalidConfiguration(file, key, "expected a reason and at least one entry in any");
        }
        return new Rule(
                entry.id(),
                entry.kind(),
                entry.decides(),
                entry.flag(),
                entry.review(),
                entry.reason(),
                checked(file, key, entry.any(), entry.namesByCase(), lists),
                entry.namesByCase(),
                entry.callsItSo());
    }

    private static int flags(boolean namesByCase) {
        return namesByCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    }

    private static List<String> checked(Path file, String key, List<String> any, boolean namesByCase, WordLists lists) {
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < any.size(); i++) {
            String place = key + ".any[" + i + "]";
            String expression = lists.fill(place, any.get(i));
            try {
                Pattern.compile(expression, flags(namesByCase));
            } catch (PatternSyntaxException e) {
                throw new InvalidConfiguration(file, place, "expected a regular expression", e);
            }
            if (!namesByCase) {
                requireLowerCase(file, place, expression);
            }
            checked.add(expression);
        }
        return checked;
    }

    private static void requireLowerCase(Path file, String key, String expression) {
        String letters = ESCAPES.matcher(expression).replaceAll("");
        if (!letters.equals(letters.toLowerCase(Locale.ROOT))) {
            throw new InvalidConfiguration(file, key, "expected lower case, in which texts are compared");
        }
    }

    private record RulesFile(
            Thresholds thresholds,
            @Nullable Set<Flag> byRuleAlone,
            @Nullable Set<Flag> notInPraise,
            @Nullable Map<String, List<String>> words,
            List<Entry> rules) {}

    private record Entry(
            @Nullable String id,
            @Nullable Kind kind,
            boolean decides,
            @Nullable Flag flag,
            boolean review,
            @Nullable String reason,
            boolean namesByCase,
            boolean callsItSo,
            @Nullable List<String> any) {}
}
