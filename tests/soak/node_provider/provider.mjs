// node provider.mjs PORT CALLBACK: an identity provider that refuses whoever does not prove the code (PKCE, S256).
// With SILENT set it does not tell beforehand that it knows PKCE. The ID token carries `name` and `email`.

import Provider from "oidc-provider";

const [port, callback] = process.argv.slice(2);
const here = `http://localhost:${port}`;

const provider = new Provider(here, {
  clients: [
    {
      client_id: "monitor",
      client_secret: "secret",
      redirect_uris: [callback],
      post_logout_redirect_uris: [callback],
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id} of Node`, email: `${id}@example.no` }),
  }),
  cookies: { keys: ["a key of the tests"] },
});

provider.use(async (context, next) => {
  await next();
  if (context.path === "/.well-known/openid-configuration" && process.env.SILENT) {
    delete context.body.code_challenge_methods_supported;
  }
});
provider.listen(Number(port), "localhost");
