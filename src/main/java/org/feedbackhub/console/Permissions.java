package org.feedbackhub.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Roles bound to councils, as the authorities {@code role@council} of whoever has signed in. */
final class Permissions {

    private static final Pattern FORM = Pattern.compile("[a-z-]+@[a-z0-9-]+");

    private Permissions() {}

    /** Each of the roles in each of the councils. */
    static List<GrantedAuthority> granted(Set<Role> roles, Set<CouncilId> councils) {
        return roles.stream()
                .flatMap(role -> councils.stream()
                        .map(council -> (GrantedAuthority) new SimpleGrantedAuthority(role.id() + "@" + council)))
                .toList();
    }

    /** The one that a claim's value names, or nothing if it names none. */
    static Optional<GrantedAuthority> granted(String claimed) {
        return FORM.matcher(claimed).matches()
                        && Role.of(claimed.substring(0, claimed.indexOf('@'))).isPresent()
                ? Optional.of(new SimpleGrantedAuthority(claimed))
                : Optional.empty();
    }

    /** Whether the person has one of the roles in the council. */
    static boolean has(Authentication person, CouncilId council, Role... roles) {
        return person.isAuthenticated()
                && Arrays.stream(roles)
                        .map(role -> new SimpleGrantedAuthority(role.id() + "@" + council))
                        .anyMatch(person.getAuthorities()::contains);
    }

    /** The councils in which the person has one of the roles. */
    static Set<CouncilId> councils(Authentication person, Role... roles) {
        return councils(person).stream()
                .filter(council -> has(person, council, roles))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The councils in which the person has any role. */
    static Set<CouncilId> councils(Authentication person) {
        return councils(person.getAuthorities());
    }

    static Set<CouncilId> councils(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> FORM.matcher(authority).matches())
                .map(authority -> new CouncilId(authority.substring(authority.indexOf('@') + 1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
