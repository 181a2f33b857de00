package org.feedbackhub.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.feedbackhub.council.InvalidConfiguration;

/** Reads a questionnaire from its file, and refuses what cannot be right. */
final class QuestionnaireReader {

    private static final int FEWEST_OPTIONS = 2;

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final Validator validator;

    QuestionnaireReader(Validator validator) {
        this.validator = validator;
    }

    /** @throws InvalidConfiguration if the file cannot be right, with its place in it and what was expected */
    Questionnaire read(Path file) {
        Questionnaire read;
        try {
            read = yaml.treeToValue(yaml.readTree(Files.readString(file)), Questionnaire.class);
        } catch (JsonMappingException e) {
            throw new InvalidConfiguration(file, key(e), e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new InvalidConfiguration(
                    file,
                    "line " + e.getLocation().getLineNr(),
                    "expected valid YAML; look at the indentation here and above",
                    e);
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected a readable file with the survey's questions", e);
        }
        if (read == null) {
            throw new InvalidConfiguration(file, "", "expected the survey's questions, found an empty file");
        }
        validator.validate(read).stream()
                .min(Comparator.comparing(fault -> fault.getPropertyPath().toString()))
                .ifPresent(fault -> {
                    throw new InvalidConfiguration(
                            file,
                            fault.getPropertyPath().toString(),
                            fault.getMessage() + ", found " + fault.getInvalidValue());
                });
        check(file, read.questions());
        return read;
    }

    private static String key(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static void check(Path file, List<Question> questions) {
        Set<String> ids = new HashSet<>();
        for (Question question : questions) {
            String key = "questions: " + question.id();
            if (!ids.add(question.id())) {
                throw new InvalidConfiguration(file, key, "expected an id of its own for each question");
            }
            if (question.written()) {
                checkWritten(file, key, question);
            } else {
                checkOptions(file, key, question);
            }
            if (question.required()
                    && (question.missing() == null || question.missing().isBlank())) {
                throw new InvalidConfiguration(
                        file, key + ".missing", "expected what residents are told who leave a required question out");
            }
        }
    }

    private static void checkWritten(Path file, String key, Question question) {
        if (question.atMost() == null) {
            throw new InvalidConfiguration(file, key + ".atMost", "expected how many characters may be written");
        }
        if (!question.options().isEmpty()) {
            throw new InvalidConfiguration(file, key + ".options", "expected none where the answer is written");
        }
        if (question.required()) {
            throw new InvalidConfiguration(
                    file, key + ".required", "expected false where the answer is written: nobody has to write");
        }
    }

    private static void checkOptions(Path file, String key, Question question) {
        if (question.options().size() < FEWEST_OPTIONS) {
            throw new InvalidConfiguration(file, key + ".options", "expected at least two to choose from");
        }
        if (question.atMost() != null) {
            throw new InvalidConfiguration(file, key + ".atMost", "expected only where the answer is written");
        }
        Set<String> values = new HashSet<>();
        for (Question.Option option : question.options()) {
            if (!values.add(option.value())) {
                throw new InvalidConfiguration(
                        file, key + ".options", "expected each value once, found " + option.value());
            }
            if (question.type() == Question.Type.SCALE && !option.value().matches("0|[1-9][0-9]?")) {
                throw new InvalidConfiguration(
                        file, key + ".options", "expected whole numbers below 100 on a scale, found " + option.value());
            }
        }
    }
}
