package org.feedbackhub.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.feedbackhub.CorpusReport;
import org.junit.jupiter.api.Test;

/** Measures how many bounces and automatic replies are recognised, and how much ordinary mail is wrongly taken for such. */
class AutomaticMailCorpus {

    private final AutomaticMail automatic = AutomaticMail.read(Path.of("config/email/automatic-mail.yaml"));
    private final MailParser parser = new MailParser(Mails.REAL_LIMITS);

    @Test
    void bounces_are_recognised() throws IOException {
        CorpusReport report = new CorpusReport("bounces");
        int reports = 0;
        int withRecipient = 0;
        int withMessageId = 0;
        for (Path file : files("sisimai_bounces/maildir/bsd")) {
            Optional<ParsedMail> mail = mail(file);
            Optional<AutomaticMail.Recognised> found = mail.flatMap(automatic::recognise);
            report.add(
                    found.isPresent(),
                    file.getFileName().toString(),
                    mail.isEmpty() ? "refused" : "taken for a person's");
            if (found.isPresent() && found.get().bounce()) {
                reports++;
                withRecipient += BouncedMail.report(mail.get()).recipients().isEmpty() ? 0 : 1;
                withMessageId += BouncedMail.report(mail.get()).messageIds().isEmpty() ? 0 : 1;
            }
        }
        report.note("bounces with a report " + reports + ", with a recipient " + withRecipient + ", with a Message-ID "
                + withMessageId);
        report.finish(0.97);
    }

    @Test
    void ordinary_mail_is_not_taken_for_automatic() throws IOException {
        CorpusReport report = new CorpusReport("ordinary-mail");
        for (Path file : files("sisimai_bounces/maildir/not")) {
            ordinary(report, file);
        }
        for (Path file : files("spamassassin/nice")) {
            if (mail(file).filter(mail -> !fromList(mail)).isPresent()) {
                ordinary(report, file);
            }
        }
        report.finish(0.97);
    }

    private void ordinary(CorpusReport report, Path file) throws IOException {
        Optional<AutomaticMail.Recognised> found = mail(file).flatMap(automatic::recognise);
        report.add(
                found.isEmpty(),
                file.toString(),
                found.map(AutomaticMail.Recognised::reason).orElse(""));
    }

    @Test
    void what_else_is_taken_for_automatic_is_listed() throws IOException {
        for (String folder : List.of(
                "mimekit",
                "tika_mail",
                "cpython_email",
                "mime4j_testmsgs",
                "stalwart_eml_json",
                "email_forward_parser",
                "email_reply_trimmer")) {
            CorpusReport report = new CorpusReport("automatic-in-" + folder);
            for (Path file : files(folder)) {
                boolean mailFile = file.toString().matches(".*(\\.eml|\\.msg|\\.mbox|/testRFC[^/]*|msg_\\d+\\.txt)");
                if (mailFile || folder.startsWith("email_")) {
                    ordinary(report, file);
                }
            }
            report.finish(0);
        }
    }

    private static boolean fromList(ParsedMail mail) {
        return mail.headers().keySet().stream()
                .anyMatch(
                        name -> name.startsWith("list-") || name.equals("precedence") || name.equals("x-mailing-list"));
    }

    private Optional<ParsedMail> mail(Path file) throws IOException {
        return parser.parse(Files.readAllBytes(file)) instanceof MailParse.Read read
                ? Optional.of(read.mail())
                : Optional.empty();
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(CorpusReport.folder(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
