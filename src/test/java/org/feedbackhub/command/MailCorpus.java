package org.feedbackhub.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.feedbackhub.CorpusReport;
import org.junit.jupiter.api.Test;

/** Puts every file of the mail folder, whatever it is, through {@code understand}: none may break it or take long. */
class MailCorpus {

    /** Far above what the longest takes, as a busy machine is no fault of the reading; what never ends is. */
    private static final int LONGEST_MILLIS = 30_000;

    @Test
    void every_file_is_understood_or_refused_with_a_reason() throws Exception {
        Path folder = CorpusReport.folder("");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnderstandCommand.run(
                List.of(folder.toString()),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);

        CorpusReport report = new CorpusReport("mail");
        Map<String, Integer> outcomes = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        double slowest = 0;
        String slowestFile = "";
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode understood = new ObjectMapper().readTree(line);
            String reason = understood.path("reason").asText();
            double millis = understood.path("millis").asDouble();
            String file =
                    folder.relativize(Path.of(understood.path("file").asText())).toString();
            outcomes.merge(understood.path("outcome").asText(), 1, Integer::sum);
            if (understood.path("outcome").asText().equals("quarantined")) {
                reasons.merge(reason + ": " + file, 1, Integer::sum);
            }
            if (millis > slowest) {
                slowest = millis;
                slowestFile = file;
            }
            report.add(
                    !reason.startsWith("failed with") && millis < LONGEST_MILLIS, file, reason + ", " + millis + " ms");
        }
        report.note("outcomes " + outcomes);
        report.note("slowest " + slowest + " ms: " + slowestFile);
        report.note("memory in use at the end "
                + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000 + " MB of "
                + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB");
        reasons.forEach((reason, count) -> report.note("quarantined " + count + " × " + reason));
        report.finish(1.0);
    }
}
