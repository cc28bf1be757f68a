// Light, dark, or what the system says; remembered where the browser lets it be.

const THEMES = { auto: "Thème : automatique", light: "Thème : clair", dark: "Thème : sombre" };

function startTheme() {
  const button = document.getElementById("theme");
  const names = Object.keys(THEMES);
  let theme = remembered();
  const show = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = THEMES[theme].replace(" :", `${NO_BREAK}:`);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = names[(names.indexOf(theme) + 1) % names.length];
    try {
      localStorage.setItem("sesame-theme", theme);
    } catch {
      // A file may have no storage: the choice lasts as long as the page.
    }
    show();
  });
  show();

  function remembered() {
    try {
      const told = localStorage.getItem("sesame-theme");
      return told in THEMES ? told : "auto";
    } catch {
      return "auto";
    }
  }
}

startTheme();
