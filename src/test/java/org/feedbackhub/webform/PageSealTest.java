package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageSealTest {

    private final PageSeal seal = new PageSeal("a key that is long enough for anybody");

    @Test
    void what_was_sealed_opens_on_every_instance_that_has_the_key() {
        String sealed = seal.seal("page west-lindsey", "größer | than\nlife");

        assertThat(new PageSeal("a key that is long enough for anybody").open("page west-lindsey", sealed))
                .contains("größer | than\nlife");
    }

    @Test
    void what_was_not_sealed_so_does_not_open() {
        String sealed = seal.seal("page west-lindsey", "1|2");

        assertThat(seal.open("page north-kesteven", sealed)).isEmpty();
        assertThat(new PageSeal("another key that is long enough").open("page west-lindsey", sealed))
                .isEmpty();
        assertThat(seal.open("page west-lindsey", "X" + sealed)).isEmpty();
        assertThat(seal.open("page west-lindsey", sealed.substring(0, sealed.indexOf('.'))))
                .isEmpty();
        assertThat(seal.open("page west-lindsey", "%%.%%")).isEmpty();
        assertThat(seal.open("page west-lindsey", "")).isEmpty();
    }
}
