package org.feedbackhub.council;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;

/** All councils that this hub serves. */
public final class Councils {

    private final Map<CouncilId, CouncilProfile> byId = new LinkedHashMap<>();

    /** @param profiles valid, with no id, prefix or mailbox twice */
    public Councils(List<CouncilProfile> profiles) {
        profiles.forEach(profile -> byId.put(profile.id(), profile));
    }

    /** @throws IllegalArgumentException if no file describes the council */
    public CouncilProfile get(CouncilId id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("no council '" + id + "'; known are " + byId.keySet()));
    }

    /** The council, if a file describes it. */
    public Optional<CouncilProfile> find(CouncilId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In the order of their files' names. */
    public Collection<CouncilProfile> all() {
        return List.copyOf(byId.values());
    }

    /** The mailbox of this id and the council it belongs to. */
    public Optional<Map.Entry<CouncilProfile, Mailbox>> mailbox(String id) {
        return all().stream()
                .flatMap(profile -> profile.mailboxes().stream()
                        .filter(mailbox -> mailbox.id().equals(id))
                        .map(mailbox -> Map.entry(profile, mailbox)))
                .findFirst();
    }

    /** Whether the address is one the hub itself reads or answers from, to which it must never write. */
    public boolean ownAddress(EmailAddress address) {
        return all().stream()
                .flatMap(profile -> Stream.concat(
                        Stream.of(profile.sender().address()),
                        profile.mailboxes().stream().map(Mailbox::address)))
                .anyMatch(address::equals);
    }
}
