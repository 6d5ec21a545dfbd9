"""A provider of single sign-on on the loopback interface: real HTTP, and identity tokens that are really signed.

It checks what a provider checks (client, secret, address of return, PKCE); a test changes what it says of somebody.
"""

import base64
import hashlib
import logging
import secrets
import threading
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "rightful", "a secret of two"


class Provider:
    """`claims` are laid over what a good token says; a claim that is None is left out."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"})
        self.signs_with = self.key
        self.claims = {}
        self.authorised = {}
        self.issuer = ""

    def log_in(self, address):
        """What happens when somebody sent to `address` logs in there: the path and query they are sent back to."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.authorised[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def id_token(self, nonce):
        moment = int(time.time())
        good = {
            "iss": self.issuer,
            "sub": "person-1",
            "aud": CLIENT_ID,
            "iat": moment,
            "exp": moment + 300,
            "nonce": nonce,
            "email": "Sam@charity.example",
            "email_verified": True,
        }
        said = {name: value for name, value in {**good, **self.claims}.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "one"}, said, self.signs_with)

    def app(self):
        app = Flask("provider")

        @app.get("/.well-known/openid-configuration")
        def about():
            return jsonify(
                issuer=self.issuer,
                authorization_endpoint=self.issuer + "/authorise",
                token_endpoint=self.issuer + "/token",
                jwks_uri=self.issuer + "/keys",
                id_token_signing_alg_values_supported=["RS256"],
            )

        @app.get("/keys")
        def keys():
            return jsonify(keys=[self.key.as_dict(private=False)])

        @app.post("/token")
        def token():
            asked = self.authorised.pop(request.form["code"], None)
            verifier = request.form.get("code_verifier", "").encode()
            challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
            known = request.authorization
            good_client = known and (known.username, known.password) == (CLIENT_ID, CLIENT_SECRET)
            if not (asked and good_client and asked["code_challenge"] == challenge):
                return jsonify(error="invalid_grant"), 400
            return jsonify({"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])})

        return app


@contextmanager
def provider_serving():
    """A provider that answers until the end."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
