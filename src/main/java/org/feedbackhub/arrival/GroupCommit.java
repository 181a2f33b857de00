package org.feedbackhub.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;

/**
 * Records what several threads bring at the same moment in one transaction: while one group commits, the next gathers, and
 * whoever has the turn records it for all. Nobody waits for a group to fill. A group that the database refuses is
 * recorded one by one, so that what is refused takes nothing along.
 *
 * @param <T> what is recorded
 * @param <R> how it stands then
 */
public final class GroupCommit<T, R> {

    /** A thread that has its turn goes on while others bring more: giving the turn away costs a wait for the processor. */
    private static final int GROUPS_A_TURN = 8;

    private final Function<List<T>, List<R>> transaction;
    private final int atMost;
    private final ConcurrentLinkedQueue<Place<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore turn = new Semaphore(1);

    /**
     * @param transaction records all of a group or none, and tells how each stands, in the same order
     * @param atMost the largest group
     */
    public GroupCommit(Function<List<T>, List<R>> transaction, int atMost) {
        this.transaction = transaction;
        this.atMost = atMost;
    }

    /** Records it, alone or with others. Throws what the transaction throws for it. */
    public R record(T item) {
        Place<T, R> place = new Place<>(item);
        waiting.add(place);
        // who is interrupted sees to others' rows all the same, and is told so afterwards
        boolean interrupted = false;
        while (!place.done) {
            interrupted |= Thread.interrupted();
            if (turn.tryAcquire()) {
                try {
                    boolean well = true;
                    for (int group = 0; group < GROUPS_A_TURN && well && !waiting.isEmpty(); group++) {
                        well = recordGroup();
                    }
                } finally {
                    turn.release();
                    wakeNext();
                }
            } else {
                // whoever has the turn wakes this thread when it is done, or when the turn is its own
                LockSupport.park(this);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return place.result();
    }

    private void wakeNext() {
        Place<T, R> next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    /** @return whether the group was recorded, or else each of it had its own fault; nobody waits for others' outages */
    private boolean recordGroup() {
        List<Place<T, R>> group = new ArrayList<>(atMost);
        try {
            for (Place<T, R> next = waiting.poll();
                    next != null;
                    next = group.size() < atMost ? waiting.poll() : null) {
                group.add(next);
            }
            List<R> recorded =
                    transaction.apply(group.stream().map(place -> place.item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).settle(recorded.get(i), null);
            }
            return true;
        } catch (TransientFault e) {
            group.forEach(place -> place.settle(null, e));
            return false;
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).settle(null, e);
            } else {
                group.forEach(this::recordAlone);
            }
            return true;
        } catch (Error e) {
            group.forEach(place -> place.fail(e));
            return false;
        }
    }

    private void recordAlone(Place<T, R> place) {
        try {
            place.settle(transaction.apply(List.of(place.item)).get(0), null);
        } catch (RuntimeException e) {
            place.settle(null, e);
        } catch (Error e) {
            place.fail(e);
        }
    }

    /** Of one who waits. */
    private static final class Place<T, R> {
        private final T item;
        private final Thread thread = Thread.currentThread();
        private volatile boolean done;
        private @Nullable R recorded;
        private @Nullable RuntimeException fault;

        Place(T item) {
            this.item = item;
        }

        void settle(@Nullable R how, @Nullable RuntimeException why) {
            recorded = how;
            fault = why;
            done = true;
            LockSupport.unpark(thread);
        }

        /** Something broke that has nothing to do with what was to be recorded. */
        void fail(Error why) {
            settle(null, new TransientFault("the group could not be recorded", why));
        }

        R result() {
            R how = recorded;
            if (fault != null || how == null) {
                throw fault == null ? new IllegalStateException("nothing came of it") : fault;
            }
            return how;
        }
    }
}
