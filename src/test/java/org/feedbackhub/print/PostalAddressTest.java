package org.feedbackhub.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.feedbackhub.feedback.Contact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostalAddressTest {

    @Test
    void a_name_stands_first_and_the_postcode_last_in_capitals() {
        assertThat(lines("Sybil Cartwright", "7 Tennyson Close\nCaistor", "ln76xx"))
                .containsExactly("Sybil Cartwright", "7 Tennyson Close", "Caistor", "LN7 6XX");
    }

    @Test
    void a_postcode_in_the_lines_gets_one_of_its_own() {
        assertThat(lines("Baljit Singh", "Flat 2, 31 Southgate\nSleaford NG34 7RZ", null))
                .containsExactly("Baljit Singh", "Flat 2, 31 Southgate", "Sleaford", "NG34 7RZ");
        assertThat(lines("Baljit Singh", "31 Southgate\nSleaford\nNG34 7RZ", "NG34 7RZ"))
                .containsExactly("Baljit Singh", "31 Southgate", "Sleaford", "NG34 7RZ");
    }

    @Test
    void what_stands_in_one_line_is_parted_by_its_commas_but_no_number_from_its_street() {
        assertThat(lines(null, "12a, Wragby Road, Bardney, Lincoln LN3 5XH", null))
                .containsExactly("12a Wragby Road", "Bardney", "Lincoln", "LN3 5XH");
        assertThat(lines("K. Ó Briain", "Flat 4, Trent House, 2 Bridge St, Gainsborough", "DN21 1LR"))
                .containsExactly("K. Ó Briain", "Flat 4 Trent House", "2 Bridge St", "Gainsborough", "DN21 1LR");
    }

    @Test
    void two_postcodes_are_no_address_since_one_of_them_is_somebody_elses() {
        assertThat(PostalAddress.of(contact("Ann Dale", "1 Mill Lane\nGainsborough DN21 1AB", "DN21 7AB")))
                .isEmpty();
        assertThat(PostalAddress.of(contact("Ann Dale", "1 High St, LN1 1AA, Lincolnshire", "LN2 2BB")))
                .isEmpty();
        assertThat(lines("Ann Dale", "1 High St, LN1 1AA, Lincolnshire", null))
                .containsExactly("Ann Dale", "1 High St", "Lincolnshire", "LN1 1AA");
        assertThat(lines("Ann Dale", "1 Mill Lane\nGainsborough dn211ab", "DN21 1AB"))
                .containsExactly("Ann Dale", "1 Mill Lane", "Gainsborough", "DN21 1AB");
    }

    @Test
    void the_country_is_left_out_and_what_is_no_postcode_as_well() {
        assertThat(lines("Ann Dale", "1 Mill Lane\nGainsborough\nDN21 1AB\nEngland", null))
                .containsExactly("Ann Dale", "1 Mill Lane", "Gainsborough", "DN21 1AB");
        assertThat(lines("Ann Dale", "1 Mill Lane\nGainsborough", "n/a"))
                .containsExactly("Ann Dale", "1 Mill Lane", "Gainsborough");
        assertThat(lines("Ann Dale", "4 Cuffe Street\nDublin 2\nIreland", "D02 X285"))
                .containsExactly("Ann Dale", "4 Cuffe Street", "Dublin 2", "Ireland", "D02 X285");
    }

    @Test
    void one_place_is_the_same_whoever_is_named_and_however_it_is_written() {
        String place = address("Ann", "1 Mill Lane,\nBrigg", "dn208aa").place();

        assertThat(address("Bob", "1 MILL LN, Scawby, DN20 8AA", null).place()).isEqualTo(place);
        assertThat(address("Bob", "Flat 3, 1 Mill Lane\nBrigg DN20 8AA", null).place())
                .isEqualTo(place);
        assertThat(address(null, "Bob Dale\n1 Mill Lane\nDN20 8AA\nLincolnshire", null)
                        .place())
                .isEqualTo(place);
        assertThat(address("Ann", "3 Mill Lane\nBrigg", "DN20 8AA").place()).isNotEqualTo(place);
    }

    @Test
    void a_name_is_not_written_twice() {
        assertThat(lines("Ruth Ashby", "Ruth Ashby\n1 Church Lane\nNavenby", "LN5 0EG"))
                .containsExactly("Ruth Ashby", "1 Church Lane", "Navenby", "LN5 0EG");
    }

    @Test
    void so_many_lines_that_the_window_is_too_small_are_joined_where_they_are_shortest() {
        assertThat(lines(
                        "Mr and Mrs Oyelaran-Featherstonehaugh",
                        "The Granary\nRear of Manor Farm\nHigh Street\nWest Ashby Parva\nNr Wragby\nMarket Rasen\nLincolnshire",
                        "LN8 5AA"))
                .hasSize(PostalAddress.MOST_LINES)
                .contains("High Street, West Ashby Parva", "Nr Wragby, Market Rasen")
                .startsWith("Mr and Mrs Oyelaran-Featherstonehaugh", "The Granary")
                .endsWith("LN8 5AA")
                .allMatch(line -> line.length() <= PostalAddress.LONGEST_LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Gainsborough", "none", ",,,", "\n\n"})
    void what_nobody_could_deliver_is_no_address(String address) {
        assertThat(PostalAddress.of(contact("A. Resident", address, null))).isEmpty();
    }

    @Test
    void a_line_that_the_window_would_cut_is_no_address() {
        assertThat(PostalAddress.of(contact("A. Resident", "x".repeat(41) + "\nLincoln", "LN1 1AA")))
                .isEmpty();
        assertThat(PostalAddress.of(contact("Dr " + "y".repeat(40), "1 The Close\nLincoln", "LN1 1AA")))
                .isEmpty();
    }

    @Test
    void nothing_of_it_is_computed_by_a_spreadsheet_or_unseen() {
        assertThat(lines("=HYPERLINK(\"http://x\")", "+1 Mill Lane\n@Brigg\t\u202Eabc", "DN20 8AA"))
                .containsExactly("HYPERLINK(\"http://x\")", "1 Mill Lane", "Brigg abc", "DN20 8AA");
    }

    @Test
    void the_councils_own_address_is_known_by_its_postcode() {
        List<String> own = List.of("Guildhall", "Gainsborough, DN21 2NA");

        assertThat(address("The Manager", "Customer Services\nGuildhall", "dn212na")
                        .isOneOf(own))
                .isTrue();
        assertThat(address("Ann", "1 Mill Lane\nBrigg", "DN20 8AA").isOneOf(own))
                .isFalse();
        assertThat(address("Ann", "Guildhall\nGainsborough", null).isOneOf(own)).isFalse();
    }

    private static List<String> lines(@Nullable String name, String address, @Nullable String postcode) {
        return address(name, address, postcode).all();
    }

    private static PostalAddress address(@Nullable String name, String address, @Nullable String postcode) {
        Optional<PostalAddress> found = PostalAddress.of(contact(name, address, postcode));
        return found.orElseThrow();
    }

    private static Contact contact(@Nullable String name, String address, @Nullable String postcode) {
        return new Contact(name, null, null, address, postcode, null);
    }
}
