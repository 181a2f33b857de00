package org.feedbackhub.survey;

import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.CouncilId;

/** The councils' questionnaires, read once at the start. */
public final class Questionnaires {

    private static final String COMMON = "common";
    private static final String ENDING = ".yaml";

    private final Map<CouncilId, Questionnaire> byCouncil = new HashMap<>();

    /** @throws InvalidConfiguration if a file cannot be right, belongs to no council, or the common one is missing */
    Questionnaires(Path folder, Councils councils, Validator validator) {
        refuseStrangers(folder, councils);
        QuestionnaireReader reader = new QuestionnaireReader(validator);
        Questionnaire common = reader.read(folder.resolve(COMMON + ENDING));
        for (CouncilProfile council : councils.all()) {
            Path own = folder.resolve(council.id() + ENDING);
            byCouncil.put(council.id(), Files.exists(own) ? reader.read(own) : common);
        }
    }

    /** What the council's residents are asked. */
    public Questionnaire of(CouncilId council) {
        return Objects.requireNonNull(byCouncil.get(council), "no council " + council);
    }

    private static void refuseStrangers(Path folder, Councils councils) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(ENDING))
                    .filter(file -> !name(file).equals(COMMON)
                            && councils.all().stream()
                                    .noneMatch(council -> council.id().value().equals(name(file))))
                    .sorted()
                    .findFirst()
                    .ifPresent(file -> {
                        throw new InvalidConfiguration(
                                file, "", "expected the name of a council, or " + COMMON + " for all others");
                    });
        } catch (IOException e) {
            throw new InvalidConfiguration(folder, "", "expected a readable folder with the survey's questions", e);
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }
}
