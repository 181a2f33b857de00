package org.feedbackhub.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The clauses of the policies that a test shows to be kept, as {@code policy/clauses.csv} numbers them; on a class if each of its
 * tests does.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Clause {

    /** Such as {@code P7}. */
    String[] value();
}
