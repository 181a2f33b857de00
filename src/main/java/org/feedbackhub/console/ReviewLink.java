package org.feedbackhub.console;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Has the pages of the console lead to the reviews whoever decides some. */
@ControllerAdvice(basePackageClasses = ReviewLink.class)
class ReviewLink {

    @ModelAttribute("mayReview")
    boolean mayReview(@Nullable Authentication person) {
        return person != null && Reviewers.any(person);
    }
}
