package org.feedbackhub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

class ClaimedRolesTest {

    private static Collection<? extends GrantedAuthority> mapped(Object claim) {
        OidcIdToken token = new OidcIdToken(
                "token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Map.of("sub", "dee", "roles", claim));
        return SecurityConfiguration.claimedRoles("roles")
                .mapAuthorities(List.of(new OidcUserAuthority(token), new SimpleGrantedAuthority("SCOPE_openid")));
    }

    @Test
    void roles_that_the_identity_provider_claims_hold_in_their_council() {
        assertThat(mapped(List.of("reviewer@west-lindsey", "operator@north-kesteven")))
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("reviewer@west-lindsey", "operator@north-kesteven");
    }

    @Test
    void what_is_no_role_here_gives_no_right() {
        assertThat(mapped(List.of("admin", "root@west-lindsey", "reviewer"))).isEmpty();
        assertThat(mapped("reviewer@west-lindsey")).isEmpty();
    }
}
