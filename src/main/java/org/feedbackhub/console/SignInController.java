package org.feedbackhub.console;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which people sign in. */
@Controller
class SignInController {

    private final ObjectProvider<ClientRegistrationRepository> identityProviders;

    SignInController(ObjectProvider<ClientRegistrationRepository> identityProviders) {
        this.identityProviders = identityProviders;
    }

    @GetMapping(SecurityConfiguration.SIGN_IN)
    String signIn(Model model) {
        List<Provider> providers = new ArrayList<>();
        if (identityProviders.getIfAvailable() instanceof Iterable<?> registrations) {
            for (Object registration : registrations) {
                if (registration instanceof ClientRegistration client) {
                    providers.add(new Provider(
                            client.getClientName(), "/oauth2/authorization/" + client.getRegistrationId()));
                }
            }
        }
        model.addAttribute("providers", providers);
        return "console/sign-in";
    }

    /** An identity provider to sign in with. */
    public record Provider(String name, String href) {}
}
