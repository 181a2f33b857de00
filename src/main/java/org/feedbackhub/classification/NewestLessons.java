package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Lesson;
import org.feedbackhub.feedback.Lessons;
import org.feedbackhub.feedback.Submission;

/** What people decided last, as examples. It is personal data: it is read anew each time and kept nowhere. */
final class NewestLessons {

    private static final Comparator<Lesson> BY_AGE = Comparator.comparing(Lesson::decidedAt)
            .thenComparing(lesson -> lesson.reference().value());

    /** In signs: of what is longer its beginning teaches, so that nobody's novel fills the memory. */
    private static final int LONGEST = 20_000;

    private final Lessons lessons;
    private final Councils councils;
    private final int most;

    NewestLessons(Lessons lessons, Councils councils, int most) {
        this.lessons = lessons;
        this.councils = councils;
        this.most = most;
    }

    /** Something that differs whenever there may be others. */
    String version() {
        return lessons.version();
    }

    /** What was decided, the oldest first. */
    List<Taught> read() {
        PriorityQueue<Lesson> newest = new PriorityQueue<>(BY_AGE);
        lessons.teaching()
                .filter(lesson -> councils.find(lesson.council()).isPresent())
                .forEach(lesson -> {
                    newest.add(lesson);
                    if (newest.size() > most) {
                        newest.remove();
                    }
                });
        List<Taught> taught = new ArrayList<>(newest.size());
        while (!newest.isEmpty()) {
            taught.add(taught(newest.remove()));
        }
        return taught;
    }

    private static Taught taught(Lesson lesson) {
        String text = Submission.words(lesson.subject(), lesson.text());
        return new Taught(
                new Example(
                        lesson.council(),
                        lesson.reference().value(),
                        text.length() <= LONGEST ? text : text.substring(0, LONGEST),
                        lesson.kind(),
                        List.of(),
                        lesson.area(),
                        Set.of(),
                        false),
                lesson.proposed());
    }
}
