package org.feedbackhub.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Locks a name after too many wrong passwords, for a time; remembers only so many names. */
final class SignInGuard {

    private static final int REMEMBERED = 10_000;

    private final int failuresBeforeLock;
    private final Duration lockFor;
    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInGuard(int failuresBeforeLock, Duration lockFor, InstantSource clock) {
        this.failuresBeforeLock = failuresBeforeLock;
        this.lockFor = lockFor;
        this.clock = clock;
    }

    synchronized void failed(String name) {
        Failures before = failures.remove(name);
        int count = before == null || before.over(clock.instant()) ? 1 : before.count() + 1;
        failures.put(name, new Failures(count, clock.instant().plus(lockFor)));
    }

    synchronized void succeeded(String name) {
        failures.remove(name);
    }

    synchronized boolean locked(String name) {
        Failures known = failures.get(name);
        return known != null && known.count() >= failuresBeforeLock && !known.over(clock.instant());
    }

    /** Wrong passwords in a row, and until when they count. */
    private record Failures(int count, Instant until) {
        boolean over(Instant now) {
            return !now.isBefore(until);
        }
    }
}
