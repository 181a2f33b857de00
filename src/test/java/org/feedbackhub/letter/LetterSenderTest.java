package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Contact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wrote, by letters as people lay them out. */
class LetterSenderTest {

    private final LetterSender sender = new LetterSender(TestCouncils.read().get(TestCouncils.WEST_LINDSEY));

    @Test
    void the_writers_address_is_told_from_the_councils() {
        Contact contact = sender.of(
                """
                Customer Experience Officer
                West Lindsey District Council
                The Guildhall
                Marshall's Yard
                Gainsborough
                DN21 2NA

                Flat 3, Lindum House
                12 Ropery Road
                Gainsborough
                DN21 2PX
                Tel: 01427 555 018

                9th November 2026

                Dear Sir,
                The bins. Again.
                Yours sincerely,

                J. P. Hallam
                """);

        assertThat(contact.name()).isEqualTo("J. P. Hallam");
        assertThat(contact.address()).isEqualTo("Flat 3, Lindum House\n12 Ropery Road\nGainsborough\nDN21 2PX");
        assertThat(contact.postcode()).isEqualTo("DN21 2PX");
        assertThat(contact.phone()).isEqualTo("01427 555 018");
        assertThat(contact.email()).isNull();
    }

    @Test
    void a_name_above_the_address_counts_where_nobody_signs() {
        Contact contact = sender.of(
                """
                Mrs Oluwaseun Adeyemi
                The Old Forge
                Church Street
                Nettleham
                LN2 2PE
                ade.o@example.org

                To whom it may concern

                Thank you for mending the footpath so quickly.
                """);

        assertThat(contact.name()).isEqualTo("Mrs Oluwaseun Adeyemi");
        assertThat(contact.address()).isEqualTo("The Old Forge\nChurch Street\nNettleham\nLN2 2PE");
        assertThat(contact.email()).hasToString("ade.o@example.org");
    }

    @Test
    void who_is_spoken_of_in_a_letter_did_not_write_it() {
        Contact contact = sender.of(
                """
                Dear Sir or Madam

                I wrote to info@contractor.example on 3 May and rang 01522 555 777.
                They tip behind the shop,
                Trinity Street,
                Gainsborough
                DN21 2AA

                Yours faithfully
                R. Mbeki
                01427 555 900
                """);

        assertThat(contact.name()).isEqualTo("R. Mbeki");
        assertThat(contact.phone()).isEqualTo("01427 555 900");
        assertThat(contact.email()).isNull();
        assertThat(contact.address()).isNull();
        assertThat(contact.postcode()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DN21 2NA", "DN2I 2NA", "DN21 2MA", "DN21 2HA"})
    void the_councils_postcode_is_its_own_also_where_it_is_misread(String written) {
        assertThat(sender.of("The Guildhall\nGainsborough\n" + written + "\n\nDear Sir\n")
                        .postcode())
                .isNull();
    }

    @Test
    void whatever_stands_under_the_councils_name_is_the_councils() {
        assertThat(sender.of("West Lindsey District Council\nLeisure Centre\nDN21 1PU\n\nDear Sir\n")
                        .address())
                .isNull();
    }

    @Test
    void what_is_said_stands_between_salutation_and_greeting_and_in_a_postscript() {
        assertThat(
                        LetterSender.said(
                                """
                14 Mill Lane
                LN8 3EU

                2 November 2026

                Dear Mrs Gill,

                The lamp is out. Best wishes to all who mend lamps in such weather.

                Yours sincerely,

                Edith Marr

                P.S. It is number 14, not 41.
                """))
                .isEqualTo(
                        """
                        Dear Mrs Gill,

                        The lamp is out. Best wishes to all who mend lamps in such weather.

                        P.S. It is number 14, not 41.""");
        String unsigned =
                "Dear Sir\n\nYours is the only council that\n" + "does this to its people every week.\n".repeat(20);
        assertThat(LetterSender.said(unsigned)).isEqualTo(unsigned.strip());
        assertThat(LetterSender.said("Bins!\nAgain! Every single week the same."))
                .startsWith("Bins!");
        assertThat(LetterSender.said("Dear Sir\n\nNo.\n\nYours\nB. Frank"))
                .startsWith("Dear Sir")
                .endsWith("Frank");
    }

    @Test
    void an_address_may_stand_in_one_line() {
        Contact contact = sender.of("From: 7 Tennyson Close, Caistor, LN7 6XX\n\nDear all\n\nWhy?\n");

        assertThat(contact.address()).contains("Caistor\nLN7 6XX");
    }

    @ParameterizedTest
    @CsvSource({"LN8 3EU, LN8 3EU", "LN83EU, LN8 3EU", "DN2l 2PX, DN21 2PX", "LN8 3EU., LN8 3EU", "LNO 3EU, LN0 3EU"})
    void a_postcode_is_read_with_the_signs_that_are_mistaken_for_its_own(String written, String postcode) {
        assertThat(sender.of("Somewhere\n" + written + "\n").postcode()).isEqualTo(postcode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WxX4 is no place", "room 12A 4 people", "no postcode at all", "Ref 1AB 2CD"})
    void what_has_no_form_of_a_postcode_is_none(String text) {
        assertThat(sender.of(text).postcode()).isNull();
    }

    @Test
    void of_what_is_not_sure_the_postcode_alone_is_believed() {
        Contact contact = sender.ofUnsure("Jxn Hqllam\n12 Rcpery\nDN21 2PX\n01427 555 018\nj@example.org");

        assertThat(contact.postcode()).isEqualTo("DN21 2PX");
        assertThat(contact.contactable()).isFalse();
        assertThat(contact.name()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2 November 2026, 2026-11-02",
        "the 21st of March 2026, 2026-03-21",
        "'March 5th, 2026', 2026-03-05",
        "03/04/26, 2026-04-03",
        "3.4.2026, 2026-04-03",
        "31/02/2026,",
        "45 12 13,"
    })
    void a_date_has_the_day_before_the_month(String written, LocalDate date) {
        assertThat(LetterDate.in("Gainsborough, " + written + "\nDear").orElse(null))
                .isEqualTo(date);
    }

    @Test
    void the_salutation_stands_in_a_line_of_its_own() {
        assertThat(LetterSender.salutation("Hello\n\nDear Mr Ahmed,\n\nMy dear wife"))
                .isEqualTo("Dear Mr Ahmed");
        assertThat(LetterSender.salutation("my dear wife fell")).isNull();
    }
}
