package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.CouncilProfile.Area;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;

/** The service areas of the councils' lists, and whose words a text speaks in. */
final class ServiceAreas {

    private final Map<CouncilId, AreaWords> areas = new HashMap<>();
    private final Map<CouncilId, Map<String, String>> covering = new HashMap<>();
    private final List<Example> descriptions = new ArrayList<>();
    private final List<String> ids;
    private final AreaWords all;

    ServiceAreas(Councils councils) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (CouncilProfile council : councils.all()) {
            Map<String, String> covered = new HashMap<>();
            Map<String, List<String>> own = new LinkedHashMap<>();
            for (Area area : council.serviceAreas()) {
                own.put(area.id(), area.words());
                words.computeIfAbsent(area.id(), id -> new ArrayList<>()).addAll(area.words());
                area.ids().forEach(id -> covered.put(id, area.id()));
                descriptions.add(described(council, area));
            }
            areas.put(council.id(), new AreaWords(own));
            covering.put(council.id(), Map.copyOf(covered));
        }
        this.ids = words.keySet().stream().sorted().toList();
        this.all = new AreaWords(words);
    }

    private static Example described(CouncilProfile council, Area area) {
        return new Example(
                council.id(),
                "the council's file: " + area.id(),
                area.name() + ". " + area.description(),
                null,
                List.of(),
                area.id(),
                Set.of(),
                true);
    }

    /** The ids of all areas of all councils. */
    List<String> ids() {
        return ids;
    }

    /** What the councils' files say of each area. */
    List<Example> descriptions() {
        return List.copyOf(descriptions);
    }

    /** The council's areas, by the ids of all that they cover. */
    Map<String, String> covering(CouncilId council) {
        return covering.get(council);
    }

    /**
     * How often a text speaks in the words of each area, longer phrases counting double; areas without any are left out.
     *
     * @param council whose words count; null for those of all
     */
    Map<String, Double> spokenOf(@Nullable CouncilId council, PlainText text) {
        return (council == null ? all : areas.get(council)).in(text.text());
    }

    /** The id of the area that the person chose, by its id or its name, or nothing. */
    static Optional<Area> said(CouncilProfile council, @Nullable String chosen) {
        return chosen == null
                ? Optional.empty()
                : council.serviceAreas().stream()
                        .filter(area -> area.id().equalsIgnoreCase(chosen.strip())
                                || area.name().equalsIgnoreCase(chosen.strip()))
                        .findFirst();
    }

    /** The words of several areas. */
    private static final class AreaWords {
        private final List<String> ids;
        private final WordSearch search;

        AreaWords(Map<String, List<String>> words) {
            this.ids = List.copyOf(words.keySet());
            this.search = new WordSearch(
                    words.values().stream().map(AreaWords::quoted).toList(), 0);
        }

        private static List<String> quoted(List<String> words) {
            return words.stream()
                    .distinct()
                    .map(word -> Pattern.quote(PlainText.of(word).text()))
                    .toList();
        }

        Map<String, Double> in(String text) {
            double[] scores = new double[ids.size()];
            int[] ends = new int[ids.size()];
            search.over(text, new WordSearch.Hits() {
                @Override
                public boolean wanted(int area, int at) {
                    return at >= ends[area];
                }

                /** Longer phrases are rarer, so they count for more. */
                @Override
                public void hit(int area, int start, int end) {
                    scores[area] += text.substring(start, end).indexOf(' ') > 0 ? 2 : 1;
                    ends[area] = end;
                }
            });
            Map<String, Double> spoken = new HashMap<>();
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] > 0) {
                    spoken.put(ids.get(i), scores[i]);
                }
            }
            return spoken;
        }
    }
}
