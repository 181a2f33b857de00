// Signs as a form product in JavaScript does: sign.cjs <secret> <id> <seconds> <base64 of the body>, by the npm package
// "standardwebhooks", which NODE_PATH has.
const { Webhook } = require("standardwebhooks");
const [secret, id, seconds, body] = process.argv.slice(2);
const text = Buffer.from(body, "base64").toString("utf8");
console.log(new Webhook(secret).sign(id, new Date(Number(seconds) * 1000), text));
