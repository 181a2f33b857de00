package org.feedbackhub.council;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads the councils' files and the bank holidays, and refuses what cannot be right, naming file, key and expectation. */
public final class CouncilFiles {

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory())
            .registerModule(new JavaTimeModule())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
            .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true);
    private final Validator validator;
    private final UnaryOperator<String> placeholders;

    /** @param placeholders fills in settings written as <code>${name}</code>; throws where one is not set */
    public CouncilFiles(Validator validator, UnaryOperator<String> placeholders) {
        this.validator = validator;
        this.placeholders = placeholders;
    }

    /**
     * Every {@code *.yaml} of the folder.
     *
     * @throws InvalidConfiguration if one of them cannot be right, or two contradict each other
     */
    public Councils readCouncils(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new InvalidConfiguration(
                        folder, "", "expected a file <council>.yaml for each council, found none");
            }
            List<CouncilProfile> profiles = new ArrayList<>();
            found.forEach(file -> profiles.add(readCouncil(file)));
            refuseTwins(folder, profiles);
            return new Councils(profiles);
        } catch (IOException e) {
            throw new InvalidConfiguration(folder, "", "expected a readable folder with the councils' files", e);
        }
    }

    /** GOV.UK's bank holidays of England and Wales, in the form in which GOV.UK publishes them. */
    public WorkingCalendar readCalendar(Path file) {
        try {
            JsonNode events = new ObjectMapper()
                    .readTree(Files.readString(file))
                    .path("england-and-wales")
                    .path("events");
            Set<LocalDate> days = new HashSet<>();
            for (JsonNode event : events) {
                days.add(LocalDate.parse(event.path("date").asText()));
            }
            if (days.isEmpty()) {
                throw new InvalidConfiguration(
                        file, "england-and-wales.events", "expected GOV.UK's list of bank holidays, found none");
            }
            return new WorkingCalendar(days);
        } catch (IOException | DateTimeParseException e) {
            throw new InvalidConfiguration(
                    file,
                    "england-and-wales.events",
                    "expected GOV.UK's bank-holidays.json with dates as 2026-12-25",
                    e);
        }
    }

    private CouncilProfile readCouncil(Path file) {
        CouncilProfile profile;
        try {
            profile = yaml.treeToValue(filled(file, yaml.readTree(Files.readString(file))), CouncilProfile.class);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidConfiguration(
                    file, key(e), "is not known here; expected one of " + sorted(e.getKnownPropertyIds()), e);
        } catch (InvalidFormatException e) {
            throw new InvalidConfiguration(file, key(e), expectation(e), e);
        } catch (JsonMappingException e) {
            throw new InvalidConfiguration(file, key(e), expectation(e), e);
        } catch (JsonProcessingException e) {
            throw new InvalidConfiguration(
                    file,
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "expected valid YAML; look at the indentation here and above",
                    e);
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected a readable file", e);
        }
        if (profile == null) {
            throw new InvalidConfiguration(file, "", "expected a council's profile, found an empty file");
        }
        validator.validate(profile).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> refuse(file, violation));
        if (!file.getFileName().toString().equals(profile.id() + ".yaml")) {
            throw new InvalidConfiguration(file, "id", "expected the file's own name, found " + profile.id());
        }
        if (!profile.ombudsmen().containsKey(CouncilProfile.GENERAL)) {
            throw new InvalidConfiguration(
                    file, "ombudsmen", "expected an entry '" + CouncilProfile.GENERAL + "' among them");
        }
        return profile;
    }

    /** Fills in settings where they stand as values, so that nothing in a setting is taken for YAML. */
    private JsonNode filled(Path file, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> object.set(name, filled(file, object.get(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, filled(file, array.get(i)));
            }
        } else if (node.isTextual() && node.asText().contains("${")) {
            try {
                return TextNode.valueOf(placeholders.apply(node.asText()));
            } catch (IllegalArgumentException e) {
                throw new InvalidConfiguration(file, "", "expected this setting to be given: " + node.asText(), e);
            }
        }
        return node;
    }

    private static void refuse(Path file, ConstraintViolation<CouncilProfile> violation) {
        throw new InvalidConfiguration(
                file,
                violation.getPropertyPath().toString(),
                violation.getMessage() + ", found " + violation.getInvalidValue());
    }

    private static void refuseTwins(Path folder, List<CouncilProfile> profiles) {
        Map<String, String> seen = new HashMap<>();
        for (CouncilProfile profile : profiles) {
            List<String> own = new ArrayList<>();
            own.add("reference prefix " + profile.referencePrefix());
            profile.mailboxes().forEach(mailbox -> own.add(mailbox.toString()));
            for (Scanner scanner : profile.scanners()) {
                own.add(scanner.toString());
                // work, done and failed lie beside the folder
                own.add("the folder around "
                        + scanner.folder().toAbsolutePath().normalize().getParent());
            }
            refusePrintingWhereLettersAreTaken(folder, profile, profiles);
            if (profile.letters() != null) {
                own.add("the folder of printed letters "
                        + profile.letters().folder().toAbsolutePath().normalize());
            }
            for (String one : own) {
                String other = seen.put(one, profile.id().value());
                if (other != null) {
                    throw new InvalidConfiguration(
                            folder.resolve(profile.id() + ".yaml"), "", one + " is already taken by " + other);
                }
            }
        }
    }

    /** What the hub writes for a resident would come back as a letter from one. */
    private static void refusePrintingWhereLettersAreTaken(
            Path folder, CouncilProfile profile, List<CouncilProfile> profiles) {
        if (profile.letters() == null) {
            return;
        }
        Path printed = profile.letters().folder().toAbsolutePath().normalize();
        profiles.stream()
                .flatMap(one -> one.scanners().stream())
                .filter(scanner ->
                        printed.startsWith(scanner.folder().toAbsolutePath().normalize()))
                .findFirst()
                .ifPresent(scanner -> {
                    throw new InvalidConfiguration(
                            folder.resolve(profile.id() + ".yaml"),
                            "letters.folder",
                            "expected a folder of its own, but letters are taken from there by " + scanner);
                });
    }

    private static String key(JsonMappingException e) {
        StringBuilder key = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                key.append('[').append(step.getIndex()).append(']');
            } else {
                key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return key.toString();
    }

    private static List<String> sorted(Collection<?> names) {
        return names.stream().map(String::valueOf).sorted().toList();
    }

    /** For a word that is none of those that may stand there, those that may. */
    private static String expectation(InvalidFormatException e) {
        String message = e.getOriginalMessage();
        int accepted = message.lastIndexOf('[');
        return e.getTargetType() != null && e.getTargetType().isEnum() && accepted > 0
                ? "'" + e.getValue() + "' is not known; expected one of " + message.substring(accepted)
                : expectation((JsonMappingException) e);
    }

    private static String expectation(JsonMappingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
    }
}
