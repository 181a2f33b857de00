package org.feedbackhub;

import org.feedbackhub.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub, or runs one of the commands that start no server. */
@SpringBootApplication
public class FeedbackHub {

    /** @param args a command with its arguments, or settings as {@code --name=value} */
    public static void main(String[] args) {
        int exit = Commands.run(args);
        if (exit == Commands.NO_COMMAND) {
            SpringApplication.run(FeedbackHub.class, args);
        } else {
            System.exit(exit);
        }
    }
}
