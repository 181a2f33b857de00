package org.feedbackhub.print;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What lies in a batch, for whoever prints and posts it: CSV in UTF-8 with a line of headings (RFC 4180). */
final class Manifest {

    private static final ObjectWriter CSV = writer();

    private Manifest() {}

    /** A letter of the batch. @param sha256 of its file, in hexadecimal */
    record Line(
            UUID notification,
            String file,
            String reference,
            String kind,
            int pages,
            boolean largePrint,
            Instant writtenAt,
            List<String> address,
            String sha256) {

        private List<String> columns() {
            List<String> columns = new ArrayList<>(List.of(
                    file,
                    reference,
                    kind,
                    Integer.toString(pages),
                    largePrint ? "large-print" : "standard",
                    writtenAt.toString(),
                    sha256));
            for (int i = 0; i < PostalAddress.MOST_LINES; i++) {
                columns.add(i < address.size() ? address.get(i) : "");
            }
            return columns;
        }
    }

    static void write(List<Line> letters, OutputStream file) throws IOException {
        try (SequenceWriter out = CSV.writeValues(file)) {
            for (Line letter : letters) {
                out.write(letter.columns());
            }
        }
    }

    private static ObjectWriter writer() {
        CsvSchema.Builder columns = CsvSchema.builder()
                .addColumn("file")
                .addColumn("reference")
                .addColumn("notification")
                .addColumn("pages")
                .addColumn("format")
                .addColumn("writtenAt")
                .addColumn("sha256");
        for (int i = 1; i <= PostalAddress.MOST_LINES; i++) {
            columns.addColumn("address" + i);
        }
        return CsvMapper.builder()
                .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
                .build()
                .writer(columns.build().withHeader().withLineSeparator("\r\n"));
    }
}
