package org.feedbackhub.feedback;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What people's decisions teach: those on which a second person agreed, and corrections that were made often enough. Never what may
 * tell of harm, and never what was overturned.
 */
public interface Lessons {

    /** How many are fetched at a time where all are read. */
    int PAGE = 200;

    /**
     * One page of them, in the order of their references, each reference once.
     *
     * @param after the last reference of the page before, or null for the first page
     * @return fewer than asked for only where there are no more
     */
    List<Lesson> teaching(@Nullable Reference after, int atMost);

    /** Something that differs whenever there may be another thing to learn, or one to forget; cheap to ask. */
    String version();

    /** All of them, fetched page by page while they are read. */
    default Stream<Lesson> teaching() {
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    private List<Lesson> page = List.of();
                    private int next;
                    private @Nullable Reference last;
                    private boolean ended;

                    @Override
                    public boolean tryAdvance(Consumer<? super Lesson> action) {
                        if (next == page.size() && !ended) {
                            page = teaching(last, PAGE);
                            next = 0;
                            ended = page.size() < PAGE;
                        }
                        if (next == page.size()) {
                            return false;
                        }
                        Lesson lesson = page.get(next++);
                        last = lesson.reference();
                        action.accept(lesson);
                        return true;
                    }
                },
                false);
    }
}
