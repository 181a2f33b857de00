package org.feedbackhub.console;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.survey.SurveyPaths;
import org.feedbackhub.webform.PagePaths;
import org.feedbackhub.webform.RefusedPosts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.RequestMatcherDelegatingAccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Who gets where: the console for people who signed in, contracts and assets for all, nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
class SecurityConfiguration {

    static final String SIGN_IN = "/console/sign-in";

    private static final String CONTENT_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; " + "form-action 'self'; frame-ancestors 'none'";

    @Bean
    OperatorSource configuredUsers(ConsoleSettings settings) {
        return settings::users;
    }

    @Bean
    ConsoleUsers consoleUsers(List<OperatorSource> sources, ConsoleSettings settings, InstantSource clock) {
        return new ConsoleUsers(sources, new SignInGuard(settings.failuresBeforeLock(), settings.lockFor(), clock));
    }

    /** Health and figures carry nothing personal and listen on a port of their own, on the loopback address. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The webhook proves each posting by itself, and knows no session. */
    @Bean
    @Order(2)
    SecurityFilterChain webhook(HttpSecurity http) throws Exception {
        return http.securityMatcher(request -> request.getServletPath().equals("/v1"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .servletApi(api -> api.disable())
                .sessionManagement(session -> session.disable())
                .securityContext(context -> context.disable())
                .build();
    }

    /** The form for residents knows no session either: its token is in a cookie, so that it does not grow old. */
    @Bean
    @Order(3)
    SecurityFilterChain residents(HttpSecurity http) throws Exception {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return withoutSession(http)
                .securityMatcher(new OrRequestMatcher(
                        paths.matcher(PagePaths.FORM),
                        paths.matcher(PagePaths.REFUSED),
                        paths.matcher(PagePaths.COLOURS)))
                .build();
    }

    /** The survey is as open as the form. Who asks for no more of them is proven by the link, and may be a mail program (RFC 8058). */
    @Bean
    @Order(4)
    SecurityFilterChain answerers(HttpSecurity http) throws Exception {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return withoutSession(http)
                .securityMatcher(new OrRequestMatcher(
                        paths.matcher(SurveyPaths.PAGE),
                        paths.matcher(SurveyPaths.REFUSED),
                        paths.matcher(SurveyPaths.OPT_OUT)))
                .csrf(csrf -> csrf.ignoringRequestMatchers(paths.matcher(SurveyPaths.OPT_OUT)))
                .headers(headers ->
                        headers.addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")))
                .build();
    }

    private static HttpSecurity withoutSession(HttpSecurity http) throws Exception {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("feedback-form");
        // lax, since a link on the council's own site must not replace the token of a form that is being filled in
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        XorCsrfTokenRequestAttributeHandler atOnce = new XorCsrfTokenRequestAttributeHandler();
        // not only when the page is half written, when it is too late for a cookie
        atOnce.setCsrfRequestAttributeName(null);
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(atOnce))
                .exceptionHandling(faults -> faults.accessDeniedHandler(new RefusedPosts()))
                .headers(SecurityConfiguration::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    @Bean
    @Order(5)
    SecurityFilterChain pages(
            HttpSecurity http, ObjectProvider<ClientRegistrationRepository> identityProviders, ConsoleSettings settings)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/contracts/**", "/assets/**", "/error", SIGN_IN, "/oauth2/**", "/login/oauth2/**")
                        .permitAll()
                        .requestMatchers("/console", "/console/**")
                        .authenticated()
                        // shows a page only to whoever has just posted it
                        .requestMatchers(PagePaths.PHONE_REFUSED)
                        .permitAll()
                        .requestMatchers(PagePaths.PHONE, PagePaths.PHONE_SIGNED_IN)
                        .access(SecurityConfiguration::takesCalls)
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(faults -> faults.accessDeniedHandler(new RequestMatcherDelegatingAccessDeniedHandler(
                        new LinkedHashMap<>(Map.of(
                                PathPatternRequestMatcher.withDefaults().matcher(PagePaths.PHONE), new RefusedPosts())),
                        new AccessDeniedHandlerImpl())))
                .headers(SecurityConfiguration::strict)
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .defaultSuccessUrl("/console", false)
                        .permitAll())
                .logout(logout -> logout.logoutUrl("/console/sign-out").logoutSuccessUrl(SIGN_IN + "?out"))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()));
        if (identityProviders.getIfAvailable() != null) {
            http.oauth2Login(login -> login.loginPage(SIGN_IN)
                    .defaultSuccessUrl("/console", false)
                    .userInfoEndpoint(user -> user.userAuthoritiesMapper(claimedRoles(settings.rolesClaim()))));
            http.oauth2Client(Customizer.withDefaults());
        }
        return http.build();
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                // the policy's frame-ancestors is stricter, and leaves the one page out that stands in a frame of ours
                .frameOptions(frames -> frames.sameOrigin())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }

    private static AuthorizationDecision takesCalls(
            Supplier<Authentication> person, RequestAuthorizationContext request) {
        try {
            CouncilId council = new CouncilId(request.getVariables().get("council"));
            return new AuthorizationDecision(Permissions.has(person.get(), council, Role.PHONE_AGENT));
        } catch (IllegalArgumentException e) {
            return new AuthorizationDecision(false);
        }
    }

    /** The roles that the identity provider claims for a person; what it claims otherwise gives no right here. */
    static GrantedAuthoritiesMapper claimedRoles(String claim) {
        return authorities -> authorities.stream()
                .filter(OidcUserAuthority.class::isInstance)
                .map(OidcUserAuthority.class::cast)
                .flatMap(authority -> claimed(authority, claim))
                .map(Permissions::granted)
                .flatMap(Optional::stream)
                .collect(Collectors.<GrantedAuthority>toSet());
    }

    private static Stream<String> claimed(OidcUserAuthority authority, String claim) {
        Object value = authority.getIdToken().getClaim(claim);
        return value instanceof Collection<?> roles ? roles.stream().map(Object::toString) : Stream.empty();
    }
}
