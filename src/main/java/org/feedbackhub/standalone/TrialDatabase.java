package org.feedbackhub.standalone;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * Where the database of a hub in the profile {@code standalone} is reached while that hub runs.
 *
 * @param port on 127.0.0.1
 */
public record TrialDatabase(int port) implements JdbcConnectionDetails {

    static final String NAME = "hub";

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    @Override
    public String getUsername() {
        return NAME;
    }

    @Override
    public String getPassword() {
        return "";
    }
}
