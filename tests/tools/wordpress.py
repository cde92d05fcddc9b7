"""Tries our frames in a real WordPress: pastes an address into a post and looks at the page.

    apt-get install --no-install-recommends wordpress php-cli php-mysql mariadb-server    # Debian, as root
    .venv/bin/python tests/tools/wordpress.py [picture.png]

Nothing of the machine is changed: WordPress is copied to a temporary folder, the database lives there too and
listens on a socket alone, and all of it is stopped and removed at the end. No test and no build needs this.
"""

import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Frame, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
SITE = HERE.parent / "embed" / "site"
WORDPRESS = Path("/usr/share/wordpress")
NEEDED = ("php", "mariadbd", "mariadb-install-db")

CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '%(home)s'); define('WP_SITEURL', '%(home)s');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
# WordPress asks only the usual ports; a publication on a real server has one.
PLUGIN = "<?php add_filter('http_allowed_safe_ports', fn($ports) => [...$ports, %(port)d]);\n"
INSTALL = """<?php
define('WP_INSTALLING', true);
require 'wp-load.php'; require 'wp-admin/includes/upgrade.php';
wp_install('Proef', 'proef', 'proef@example.org', false, '', 'proef-proef');
switch_theme('proef');
"""
# Debian packs the themes apart; the smallest one shows what WordPress itself makes of a post.
THEME = """<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head><meta charset="utf-8"><?php wp_head(); ?></head>
<body style="max-width: 48rem; margin: 2rem auto; font-family: Georgia, serif">
<?php while (have_posts()) { the_post(); the_title('<h1>', '</h1>'); the_content(); } wp_footer(); ?>
</body></html>
"""
POST = """<?php
require 'wp-load.php';
$id = wp_insert_post(['post_title' => 'Onze leidraad', 'post_status' => 'publish', 'post_author' => 1,
    'post_content' => "Voor het kader.\\n\\n%(address)s\\n\\nErna."]);
echo get_permalink($id);
"""

VERSION = "<?php require 'wp-load.php'; echo $wp_version;"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def program(*command: str, ready: Path | str, env: dict[str, str] | None = None) -> Iterator[None]:
    """Run a program until the block ends; wait until a file exists or an address answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    try:
        for _ in range(300):
            if _is_ready(ready):
                break
            assert process.poll() is None, f"{command[0]} stopped"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _is_ready(ready: Path | str) -> bool:
    if isinstance(ready, Path):
        return ready.exists()
    try:
        urllib.request.urlopen(ready, timeout=5)  # noqa: S310 - an address of this machine
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def php(folder: Path, code: str) -> str:
    file = folder / "proef.php"
    file.write_text(code, encoding="utf-8")
    done = subprocess.run(["php", file.name], cwd=folder, capture_output=True, text=True, check=True)
    file.unlink()
    return done.stdout.strip()


def build(www: Path, port: int) -> None:
    for builder, name in (("html", "site"), ("embed", "embed")):
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(www.with_name("doctrees"))]
        settings = ["-D", f"html_baseurl=http://127.0.0.1:{port}/site", "-D", "embed_site=../site"]
        subprocess.run([*command, *settings, str(SITE), str(www / name)], check=True)


def look(page: Page, address: str) -> Frame:
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    frames = page.locator("iframe.wp-embedded-content")
    assert frames.count() == 1, "WordPress did not take the frame: " + page.inner_text("body")[:300]
    for name in ("src", "sandbox", "title", "data-secret", "height"):
        print(f"  {name}: {frames.get_attribute(name)}")
    inner = frames.element_handle().content_frame()
    assert inner is not None
    wanted = inner.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
    shown = frames.evaluate("(frame) => frame.clientHeight")
    print(f"  height of the page {wanted} px, of the frame {shown} px")
    assert abs(shown - min(max(wanted, 200), 1000)) <= 2
    return inner


def main(picture: str = "") -> int:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or not WORDPRESS.is_dir():
        print(f"Not here: {', '.join(missing) or WORDPRESS}. See the first lines of this file.")
        return 2
    with tempfile.TemporaryDirectory(prefix="leerrecht-wp-") as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)  # the database may run as another user
        www, wp, data = folder / "www", folder / "wp", folder / "data"
        www.mkdir()
        shutil.copytree(WORDPRESS, wp, symlinks=False, ignore_dangling_symlinks=True)
        me = f"--user={os.environ.get('USER') or 'root'}"
        subprocess.run(
            ["mariadb-install-db", f"--datadir={data}", me, "--auth-root-authentication-method=normal"],
            check=True,
            capture_output=True,
        )
        sock = folder / "db.sock"
        database = [
            "mariadbd",
            "--no-defaults",
            f"--datadir={data}",
            f"--socket={sock}",
            "--skip-networking",
            me,
        ]
        home = f"http://127.0.0.1:{free_port()}"
        server = ["php", "-S", home.removeprefix("http://"), "-t", str(wp)]
        with serving(www) as port, program(*database, ready=sock):
            build(www, port)
            subprocess.run(
                ["mariadb", f"--socket={sock}", "-u", "root", "-e", "CREATE DATABASE wp"], check=True
            )
            (wp / "wp-config.php").unlink(missing_ok=True)
            (wp / "wp-config.php").write_text(CONFIG % {"socket": sock, "home": home}, encoding="utf-8")
            plugins = wp / "wp-content" / "mu-plugins"
            plugins.mkdir(parents=True, exist_ok=True)
            (plugins / "proef.php").write_text(PLUGIN % {"port": port}, encoding="utf-8")
            theme = wp / "wp-content" / "themes" / "proef"
            theme.mkdir(parents=True)
            (theme / "style.css").write_text("/* Theme Name: proef */", encoding="utf-8")
            (theme / "index.php").write_text(THEME, encoding="utf-8")
            php(wp, INSTALL)
            with program(*server, ready=f"{home}/", env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}):
                address = f"http://127.0.0.1:{port}/site/leidraad/index.html"
                post = php(wp, POST % {"address": address})
                print(f"WordPress {php(wp, VERSION)}, {post}")
                _watch(post, picture)
    print("The frame works in WordPress.")
    return 0


def _watch(post: str, picture: str) -> None:
    from tools.browsing import OPTIONS

    program_name = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program_name, args=OPTIONS)
        page = browser.new_page(viewport={"width": 1366, "height": 1200})
        inner = look(page, post)
        inner.get_by_role("link", name="Volgende").click()
        page.wait_for_timeout(1500)
        frame = page.locator("iframe.wp-embedded-content")
        height = frame.evaluate("(frame) => frame.clientHeight")
        print(f"  after «Volgende»: {inner.evaluate('document.title')}, {height} px")
        assert height == 1000  # WordPress gives no more
        assert inner.evaluate("getComputedStyle(document.documentElement).overflowY") != "hidden"
        if picture:
            page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
