package org.feedbackhub.classification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.CouncilProfile.Area;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.ServiceArea;

/** Finds the service area of a council's list whose words a text speaks in. */
final class ServiceAreas {

    /** A word in the subject tells more of what a message is about than one in its text. */
    private static final double SUBJECT_WEIGHT = 2;

    private final Map<CouncilId, List<AreaWords>> areas = new HashMap<>();

    ServiceAreas(Councils councils) {
        for (CouncilProfile council : councils.all()) {
            areas.put(
                    council.id(),
                    council.serviceAreas().stream().map(AreaWords::of).toList());
        }
    }

    /** The area that the text speaks of most, or nothing if none is spoken of or two are alike. */
    Optional<Found> find(CouncilId council, PlainText subject, PlainText text) {
        AreaWords best = null;
        double bestScore = 0;
        boolean tied = false;
        for (AreaWords area : areas.getOrDefault(council, List.of())) {
            double score = SUBJECT_WEIGHT * area.count(subject) + area.count(text);
            tied = score == bestScore && score > 0 || tied && score < bestScore;
            if (score > bestScore) {
                best = area;
                bestScore = score;
            }
        }
        if (best == null || tied) {
            return Optional.empty();
        }
        Reason reason = Reason.rule("area " + best.area().id() + ": '" + best.first(subject, text) + "'");
        return Optional.of(new Found(best.area().toServiceArea(), reason));
    }

    /** An area and the word by which it was found. */
    record Found(ServiceArea area, Reason reason) {}

    private record AreaWords(Area area, Pattern words) {

        static AreaWords of(Area area) {
            String any = area.words().stream()
                    .map(word -> Pattern.quote(PlainText.of(word).text()))
                    .collect(Collectors.joining("|"));
            return new AreaWords(area, Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])"));
        }

        /** Longer phrases are rarer, so they count for more. */
        double count(PlainText text) {
            double score = 0;
            Matcher matcher = words.matcher(text.text());
            while (matcher.find()) {
                score += matcher.group().indexOf(' ') > 0 ? 2 : 1;
            }
            return score;
        }

        String first(PlainText subject, PlainText text) {
            Matcher inSubject = words.matcher(subject.text());
            if (inSubject.find()) {
                return inSubject.group();
            }
            Matcher inText = words.matcher(text.text());
            return inText.find() ? inText.group() : "";
        }
    }
}
