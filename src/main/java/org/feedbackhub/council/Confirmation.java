package org.feedbackhub.council;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the start where residents would be answered on assumptions that nobody has confirmed. */
final class Confirmation {

    /** The setting by which a trial goes on with them, warned of each. */
    static final String ACCEPT = "hub.councils.accept-unconfirmed";

    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);

    /**
     * @param folder of the councils' files
     * @param accept whether the start goes on nevertheless
     * @throws InvalidConfiguration if something is to be confirmed; it lists all of it and says what to do
     */
    Confirmation(Councils councils, Path folder, boolean accept) {
        List<Unconfirmed> open = Unconfirmed.in(councils);
        if (!open.isEmpty() && !accept) {
            throw new InvalidConfiguration(folder, "toBeConfirmed", refusal(open));
        }
        open.forEach(one -> LOG.warn("event=to-be-confirmed council={} {}", one.council(), one.assumption()));
    }

    private static String refusal(List<Unconfirmed> open) {
        return open.stream()
                .map(one -> "\n  " + one.council() + ".yaml: " + one.assumption())
                .collect(Collectors.joining(
                        "",
                        "expected nothing that is still to be confirmed before residents are answered, found:",
                        "\nCheck each of these, correct what it names, and empty the list toBeConfirmed in the council's file."
                                + "\nFor a trial that goes on with them, set " + ACCEPT
                                + "=true (HUB_COUNCILS_ACCEPT_UNCONFIRMED)."));
    }
}
