// The desk: a list to walk through, a conversation to work on. What each part does is in its module.

import "./desk-acts.js";
import "./desk-conversation.js";
import "./desk-drafts.js";
import "./desk-list.js";
import "./desk-live.js";
import "./desk-mentions.js";
import "./desk-reply.js";
