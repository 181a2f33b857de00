package org.feedbackhub.email;

import java.nio.file.Path;

/**
 * What is needed to find a person's words in a mail, read from one folder.
 *
 * @param writtenText tells them from all else
 * @param phoneNotes finds what staff noted of a call
 * @param forwardedMessages finds what was passed on
 */
record PersonsWords(WrittenText writtenText, PhoneNotes phoneNotes, ForwardedMessages forwardedMessages) {

    /** @throws org.feedbackhub.council.InvalidConfiguration if a file of the folder cannot be read or is wrong */
    static PersonsWords read(Path folder) {
        Path messages = folder.resolve("forwarded-messages.yaml");
        HeaderBlocks headers = HeaderBlocks.read(messages);
        WrittenText writtenText = WrittenText.read(folder.resolve("written-text.yaml"), headers);
        return new PersonsWords(
                writtenText,
                PhoneNotes.read(folder.resolve("phone-notes.yaml")),
                ForwardedMessages.read(messages, headers, writtenText));
    }

    /** Reads the mails of staff with these. */
    StaffMail staffMail(MailParser parser) {
        return new StaffMail(parser, phoneNotes, forwardedMessages, writtenText);
    }
}
