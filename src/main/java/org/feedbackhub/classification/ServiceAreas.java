package org.feedbackhub.classification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.CouncilProfile.Area;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.ServiceArea;
import org.jspecify.annotations.Nullable;

/** Finds the service area of a council's list whose words a text speaks in. */
final class ServiceAreas {

    /** A word in the subject tells more of what a message is about than one in its text. */
    private static final double SUBJECT_WEIGHT = 2;

    private final Map<CouncilId, AreaWords> areas = new HashMap<>();

    ServiceAreas(Councils councils) {
        for (CouncilProfile council : councils.all()) {
            areas.put(council.id(), new AreaWords(council.serviceAreas()));
        }
    }

    /** The area that the text speaks of most, or nothing if none is spoken of or two are alike. */
    Optional<Found> find(CouncilId council, PlainText subject, PlainText text) {
        AreaWords words = areas.get(council);
        return words == null ? Optional.empty() : words.find(subject.text(), text.text());
    }

    /** The area that the person chose, by its id or its name, or nothing. */
    Optional<Found> said(CouncilId council, @Nullable String chosen) {
        AreaWords words = areas.get(council);
        return words == null || chosen == null
                ? Optional.empty()
                : words.areas.stream()
                        .filter(area -> area.id().equalsIgnoreCase(chosen.strip())
                                || area.name().equalsIgnoreCase(chosen.strip()))
                        .findFirst()
                        .map(area -> new Found(
                                area.toServiceArea(), Reason.rule("area " + area.id() + ": the person chose it")));
    }

    /** An area and the word by which it was found. */
    record Found(ServiceArea area, Reason reason) {}

    /** The words of a council's areas. */
    private static final class AreaWords {
        private final List<Area> areas;
        private final WordSearch search;

        AreaWords(List<Area> areas) {
            this.areas = areas;
            this.search = new WordSearch(areas.stream().map(AreaWords::quoted).toList(), 0);
        }

        private static List<String> quoted(Area area) {
            return area.words().stream()
                    .map(word -> Pattern.quote(PlainText.of(word).text()))
                    .toList();
        }

        Optional<Found> find(String subject, String text) {
            Count inSubject = new Count(subject);
            Count inText = new Count(text);
            int best = -1;
            double bestScore = 0;
            boolean tied = false;
            for (int i = 0; i < areas.size(); i++) {
                double score = SUBJECT_WEIGHT * inSubject.scores[i] + inText.scores[i];
                tied = score == bestScore && score > 0 || tied && score < bestScore;
                if (score > bestScore) {
                    best = i;
                    bestScore = score;
                }
            }
            if (best < 0 || tied) {
                return Optional.empty();
            }
            Area area = areas.get(best);
            String first = inSubject.first[best] == null ? inText.first[best] : inSubject.first[best];
            return Optional.of(new Found(area.toServiceArea(), Reason.rule("area " + area.id() + ": '" + first + "'")));
        }

        /** How much of a text each area has. */
        private final class Count implements WordSearch.Hits {
            private final String text;
            private final double[] scores = new double[areas.size()];
            private final int[] ends = new int[areas.size()];
            private final @Nullable String[] first = new String[areas.size()];

            Count(String text) {
                this.text = text;
                search.over(text, this);
            }

            @Override
            public boolean wanted(int area, int at) {
                return at >= ends[area];
            }

            /** Longer phrases are rarer, so they count for more. */
            @Override
            public void hit(int area, int start, int end) {
                String words = text.substring(start, end);
                scores[area] += words.indexOf(' ') > 0 ? 2 : 1;
                ends[area] = end;
                first[area] = first[area] == null ? words : first[area];
            }
        }
    }
}
