// A real identity provider (npm `oidc-provider`) for the tests: node provider.mjs CLIENT SECRET REDIRECTION. It prints its address, and
// believes whatever name is typed on its page. It answers as « localhost », which browsers hold for another site than 127.0.0.1.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [client_id, client_secret, redirection] = process.argv.slice(2);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id, client_secret, redirect_uris: [redirection], post_logout_redirect_uris: [new URL('/connexion/sortie', redirection).href] }],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        // Its own page would look for a font on the network.
        logoutSource: (context, form) => {
          context.body = `<!DOCTYPE html><html lang="fr"><title>Fournisseur d’essai</title><link rel="icon" href="data:,">
            ${form}<button form="op.logoutForm" name="logout" value="yes">Oui, me déconnecter</button></html>`;
        },
      },
    },
    interactions: { url: (_, { uid }) => `/page/${uid}` },
    // Whoever signs in agrees.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const serve = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/page/')) return serve(request, response);
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(`<!DOCTYPE html><html lang="fr"><title>Fournisseur d’essai</title><link rel="icon" href="data:,">
        <form method="post"><label>Qui êtes-vous ? <input name="login"></label><button>Continuer</button></form></html>`);
    }
    let body = '';
    for await (const piece of request) body += piece;
    const accountId = new URLSearchParams(body).get('login');
    return provider.interactionFinished(request, response, { login: { accountId } });
  });
  console.log(issuer);
});
