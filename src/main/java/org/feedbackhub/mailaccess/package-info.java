/** How the hub proves to mail servers who it is: by password or by OAuth2 token, for IMAP and SMTP alike. */
@NullMarked
package org.feedbackhub.mailaccess;

import org.jspecify.annotations.NullMarked;
