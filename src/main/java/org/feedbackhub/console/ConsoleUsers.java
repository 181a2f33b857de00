package org.feedbackhub.console;

import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The people who sign in with a password, each locked for a time after too many wrong ones. */
final class ConsoleUsers implements UserDetailsService {

    private final List<OperatorSource> sources;
    private final SignInGuard guard;

    ConsoleUsers(List<OperatorSource> sources, SignInGuard guard) {
        this.sources = sources;
        this.guard = guard;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return user(name)
                .map(user -> User.withUsername(user.name())
                        .password(user.passwordHash())
                        .authorities(Permissions.granted(user.roles(), user.councils()))
                        .accountLocked(guard.locked(user.name()))
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("nobody of this name"));
    }

    @EventListener
    void wrongPassword(AuthenticationFailureBadCredentialsEvent event) {
        String name = event.getAuthentication().getName();
        if (user(name).isPresent()) {
            guard.failed(name);
        }
    }

    @EventListener
    void signedIn(AuthenticationSuccessEvent event) {
        guard.succeeded(event.getAuthentication().getName());
    }

    private Optional<ConsoleSettings.User> user(String name) {
        return sources.stream()
                .flatMap(source -> source.users().stream())
                .filter(user -> user.name().equals(name))
                .findFirst();
    }
}
