package org.feedbackhub.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells a file that is complete from one that is still being written: by how long it has looked the same. */
final class Sightings {

    private final Duration stableFor;
    private final Map<String, Sighting> seen = new HashMap<>();

    Sightings(Duration stableFor) {
        this.stableFor = stableFor;
    }

    /** How a file looks. */
    record Look(long size, Instant modified) {}

    private record Sighting(Look look, Instant since) {}

    /** Whether the file has looked like this for long enough. @param now by the clock of the hub, since the folder's may be another's */
    boolean isStable(String name, Look look, Instant now) {
        Sighting before = seen.get(name);
        if (before == null || !before.look().equals(look)) {
            seen.put(name, new Sighting(look, now));
            return stableFor.isZero();
        }
        return !before.since().plus(stableFor).isAfter(now);
    }

    /** Whether one that is there has looked the same for so long. */
    boolean isStableFor(String name, Duration time, Instant now) {
        Sighting before = seen.get(name);
        return before != null && !before.since().plus(time).isAfter(now);
    }

    /** Forgets all others. @param names that are still there */
    void keep(Set<String> names) {
        seen.keySet().retainAll(names);
    }
}
