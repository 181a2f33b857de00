package org.feedbackhub.mailaccess;

/** A login by a password that stays as it is configured. */
record PasswordLogin(String user, String secret) implements MailLogin {

    @Override
    public boolean byToken() {
        return false;
    }

    @Override
    public void refused() {
        // another try with the same password is all there is
    }

    @Override
    public String toString() {
        return "password login";
    }
}
