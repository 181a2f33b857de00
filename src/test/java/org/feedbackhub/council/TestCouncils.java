package org.feedbackhub.council;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.feedbackhub.feedback.CouncilId;

/** The councils as they stand in {@code config/councils}, with stand-ins for what the environment sets. */
public final class TestCouncils {

    public static final CouncilId WEST_LINDSEY = new CouncilId("west-lindsey");
    public static final CouncilId NORTH_KESTEVEN = new CouncilId("north-kesteven");
    public static final CouncilId CODE = new CouncilId("lgsco-code");

    /** By which all forms sign. */
    public static final String FORM_SECRET = "whsec_c3RhbmQtaW4tZm9yLXRoZS1zZWNyZXQtb2YtYS1mb3Jt";

    private TestCouncils() {}

    public static Councils read() {
        return files().readCouncils(Path.of("config/councils"));
    }

    public static Deadlines deadlines() {
        return new Deadlines(calendar());
    }

    /** The bank holidays as they stand in {@code config}. */
    public static WorkingCalendar calendar() {
        return files().readCalendar(Path.of("config/bank-holidays.json"));
    }

    /** The council with another window and further days on which it is closed. */
    static CouncilProfile with(CouncilProfile council, SendingWindow window, Set<LocalDate> closureDays) {
        return with(council, window, closureDays, council.survey());
    }

    /** The same with another survey. */
    static CouncilProfile with(
            CouncilProfile council, SendingWindow window, Set<LocalDate> closureDays, Survey survey) {
        return with(council, window, closureDays, survey, council.toBeConfirmed());
    }

    /** The council with other assumptions. */
    static CouncilProfile withToBeConfirmed(CouncilProfile council, List<String> toBeConfirmed) {
        return with(council, council.sendingWindow(), council.closureDays(), council.survey(), toBeConfirmed);
    }

    private static CouncilProfile with(
            CouncilProfile council,
            SendingWindow window,
            Set<LocalDate> closureDays,
            Survey survey,
            List<String> toBeConfirmed) {
        return new CouncilProfile(
                council.id(),
                council.name(),
                council.referencePrefix(),
                council.timeZone(),
                council.sender(),
                council.mailboxes(),
                council.forms(),
                council.scanners(),
                council.letters(),
                council.spam(),
                council.staff(),
                council.promises(),
                council.stages(),
                closureDays,
                window,
                survey,
                council.officers(),
                council.qualityBoard(),
                council.policyQuestionsAreComments(),
                council.ombudsmen(),
                council.referralContacts(),
                council.serviceAreas(),
                council.texts(),
                toBeConfirmed,
                council.colour());
    }

    static CouncilFiles files() {
        Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
        return new CouncilFiles(validator, text -> text.replace("${hub.imap.port}", "143")
                .replace("${hub.imap.security}", "none")
                .replaceAll("\\$\\{[^}]*-web-form}", FORM_SECRET)
                .replaceAll("\\$\\{[^}]*-web-form-next}", "")
                .replaceAll("\\$\\{[^}]*}", "stand-in"));
    }
}
