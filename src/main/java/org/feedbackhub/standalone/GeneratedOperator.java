package org.feedbackhub.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.feedbackhub.console.ConsoleSettings;
import org.feedbackhub.console.OperatorSource;
import org.feedbackhub.console.Role;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/** The user {@code operator} of a standalone hub: its password is drawn and printed once, and kept as a hash. */
final class GeneratedOperator implements OperatorSource {

    private static final String NAME = "operator";
    private static final int RANDOM_BYTES = 12;

    private final String passwordHash;
    private final String hint;
    private final Set<CouncilId> councils;

    GeneratedOperator(HubHome home, Councils councils) throws IOException {
        this.councils = councils.all().stream().map(CouncilProfile::id).collect(Collectors.toUnmodifiableSet());
        Path file = home.resolve("console-operator");
        if (Files.exists(file)) {
            passwordHash = Files.readString(file).strip();
            hint = "user " + NAME + "; delete " + file + " and restart to draw a new password";
            return;
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        passwordHash =
                PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
        Files.writeString(file, passwordHash);
        hint = "user " + NAME + ", password " + password + " (shown only this once)";
    }

    /** How to sign in: with the password that has just been drawn, or how to draw a new one. */
    String hint() {
        return hint;
    }

    @Override
    public List<ConsoleSettings.User> users() {
        return List.of(new ConsoleSettings.User(NAME, passwordHash, Set.of(Role.values()), councils));
    }
}
