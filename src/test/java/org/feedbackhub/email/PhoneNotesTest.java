package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.feedbackhub.email.PhoneNotes.Note;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNotesTest {

    private final PhoneNotes notes = PhoneNotes.read(Path.of("config/email/phone-notes.yaml"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Caller: Mrs Smith\nTel: 01632 960111\nFeedback: The lift is broken.",
                "*Caller:* Mrs Smith\n*Tel:* 01632 960111\n*Feedback:* The lift is broken.",
                "**Caller**: Mrs Smith\n**Tel**: 01632 960111\n**Feedback**: The lift is broken.",
                "_Caller_: Mrs Smith\n_Tel_: 01632 960111\n_Feedback_: The lift is broken.",
                "Caller | Mrs Smith\nTel | 01632 960111\nFeedback | The lift is broken.",
                "| Field | Value |\n|---|---|\n| Caller | Mrs Smith |\n| Tel | 01632 960111 |\n| Feedback | The lift is broken. |",
                "Caller\tMrs Smith\nTel\t01632 960111\nFeedback\tThe lift is broken.",
                "Caller Mrs Smith\nTel 01632 960111\nFeedback The lift is broken.",
                "Caller\nMrs Smith\nTel\n01632 960111\nFeedback\nThe lift is broken.",
                "Caller - Mrs Smith\nTel - 01632 960111\nFeedback - The lift is broken.",
                "Caller – Mrs Smith\nTel – 01632 960111\nFeedback – The lift is broken.",
                "1. Name of caller: Mrs Smith\n2. Tel no: 01632 960111\n3. Reason for call: The lift is broken.",
                "- Caller's name: Mrs Smith\n- Contact number: 01632 960111\n- Call notes: The lift is broken.",
                "Hi team, this came in just now.\n\nCALLER: Mrs Smith\nTEL: 01632 960111\nFEEDBACK: The lift is broken.",
                "Caller: Mrs Smith\nTel: 01632 960111\nFeedback: The lift is broken.\n\nKind regards\nDee Marsh\nEmail: d.marsh@west-lindsey.gov.uk"
            })
    void a_note_is_read_however_its_labels_are_set(String text) {
        Note note = notes.find(text).orElseThrow();

        assertThat(note.contact().name()).isEqualTo("Mrs Smith");
        assertThat(note.contact().phone()).isEqualTo("01632 960111");
        assertThat(note.contact().email()).isNull();
        assertThat(note.feedback()).isEqualTo("The lift is broken.");
        assertThat(note.channel()).isEqualTo(Channel.PHONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name the day and we will come. Message me, details to follow.",
                "Caller: Mrs Smith\nTel: 01632 960111",
                "Feedback: nobody said who called",
                "Caller: \nFeedback: The lift is broken.",
                "Message from the reception\nService is down since nine.",
                "Customer said the lift is broken.\nIssue persists."
            })
    void what_lacks_a_caller_or_their_words_is_no_note(String text) {
        assertThat(notes.find(text)).isEqualTo(Optional.empty());
    }

    @Test
    void what_was_said_may_have_several_paragraphs() {
        Note note = notes.find(
                        """
                        Caller: Mr Len Thirkell
                        Email: len@example.org<mailto:len@example.org>
                        Rang twice this morning
                        Feedback: Gate left open again.

                        He would like a call back - not before ten.
                        Dog got out.
                        """)
                .orElseThrow();

        assertThat(note.contact().email()).isEqualTo(new EmailAddress("len@example.org"));
        assertThat(note.feedback())
                .isEqualTo("Gate left open again.\n\nHe would like a call back - not before ten.\nDog got out.");
    }

    @Test
    void the_channel_is_the_one_that_is_named() {
        String text = "Caller: Mrs Smith\nChannel: %s\nFeedback: The lift is broken.";

        assertThat(notes.find(text.formatted("came to the counter"))
                        .orElseThrow()
                        .channel())
                .isEqualTo(Channel.FACE_TO_FACE);
        assertThat(notes.find(text.formatted("by post")).orElseThrow().channel())
                .isEqualTo(Channel.LETTER);
        assertThat(notes.find(text.formatted("rang")).orElseThrow().channel()).isEqualTo(Channel.PHONE);
    }

    @Test
    void the_officers_own_number_below_is_not_the_residents() {
        Note note = notes.find("Caller: Mrs Smith\nFeedback: Lift broken.\nMany thanks,\nDee\nTel: 01427 000000")
                .orElseThrow();

        assertThat(note.contact().phone()).isNull();
        assertThat(note.feedback()).isEqualTo("Lift broken.");
    }
}
